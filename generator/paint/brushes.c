#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include "base/length.h"
#include "paint/messages-private.h"
#include "paint/paint-private.h"

/* cairo keeps faces in caches of its own and lets go of them when it likes: the FreeType objects
 * are counted and go with the last user. */
struct library {
    FT_Library library;
    guint users;
};

struct face_key {
    FT_Face face;
    struct library *library;
};

struct scaled_key {
    uint32_t font;
    int32_t size;
};

/* cairo 1.16 names a surface that is drawn twice on a page twice among the page's resources, which
 * no reader need accept: each further use on a page has a surface of its own. */
struct image_uses {
    GPtrArray *surfaces;
    guint used;    /* of them, on … */
    uint32_t page; /* … this page */
};

struct brushes {
    cairo_font_face_t **faces;
    uint32_t count;
    GHashTable *scaled; /* struct scaled_key -> cairo_scaled_font_t; only looked up */
    GHashTable *images; /* const struct jb_image -> struct image_uses; only looked up */
    uint32_t page;      /* that is drawn, from 1 */
    bool failed;
    struct library *library;
};

static const cairo_user_data_key_t face_user_key;

static void library_release(struct library *library)
{
    if (--library->users > 0)
        return;
    FT_Done_FreeType(library->library);
    g_free(library);
}

static void face_release(void *data)
{
    struct face_key *key = data;

    FT_Done_Face(key->face);
    library_release(key->library);
    g_free(key);
}

static cairo_font_face_t *face_open(struct library *library, const struct jb_font *font)
{
    struct face_key *key = g_new0(struct face_key, 1);
    cairo_font_face_t *face;

    if (FT_New_Memory_Face(library->library, font->bytes, (FT_Long)font->length, 0, &key->face)) {
        g_free(key);
        return NULL;
    }
    library->users++;
    key->library = library;
    face = cairo_ft_font_face_create_for_ft_face(key->face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(face, &face_user_key, key, face_release)) {
        cairo_font_face_destroy(face);
        face_release(key);
        return NULL;
    }
    return face;
}

static guint scaled_hash(gconstpointer data)
{
    const struct scaled_key *key = data;

    return (guint)key->size * 31 + key->font;
}

static gboolean scaled_equal(gconstpointer a, gconstpointer b)
{
    const struct scaled_key *x = a, *y = b;

    return x->font == y->font && x->size == y->size;
}

static void scaled_release(gpointer scaled)
{
    cairo_scaled_font_destroy(scaled);
}

static void image_release(gpointer surface)
{
    cairo_surface_destroy(surface);
}

static void uses_release(gpointer data)
{
    struct image_uses *uses = data;

    g_ptr_array_free(uses->surfaces, TRUE);
    g_free(uses);
}

struct brushes *brushes_open(const struct jb_font_table *fonts, struct jb_sink *sink)
{
    struct brushes *brushes = g_new0(struct brushes, 1);

    brushes->library = g_new0(struct library, 1);
    brushes->library->users = 1;
    brushes->scaled = g_hash_table_new_full(scaled_hash, scaled_equal, g_free, scaled_release);
    brushes->images = g_hash_table_new_full(NULL, NULL, NULL, uses_release);
    brushes->faces = g_new0(cairo_font_face_t *, fonts->count);
    brushes->count = fonts->count;
    if (FT_Init_FreeType(&brushes->library->library))
        g_error("FreeType cannot start");
    for (uint32_t i = 0; i < fonts->count; i++) {
        brushes->faces[i] = face_open(brushes->library, &fonts->entries[i]);
        if (!brushes->faces[i]) {
            jb_report(sink, &jb_paint_messages[SAY_FONT_UNREADABLE], (struct jb_span){0},
                      fonts->entries[i].family, NULL);
            brushes_close(brushes);
            return NULL;
        }
    }
    return brushes;
}

void brushes_close(struct brushes *brushes)
{
    g_hash_table_destroy(brushes->scaled);
    g_hash_table_destroy(brushes->images);
    for (uint32_t i = 0; i < brushes->count; i++)
        if (brushes->faces[i])
            cairo_font_face_destroy(brushes->faces[i]);
    library_release(brushes->library);
    g_free(brushes->faces);
    g_free(brushes);
}

static cairo_scaled_font_t *scale(cairo_font_face_t *face, int32_t size)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_matrix_t font_matrix, identity;
    cairo_scaled_font_t *scaled;

    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_matrix_init_scale(&font_matrix, jb_length_pt(size), jb_length_pt(size));
    cairo_matrix_init_identity(&identity);
    scaled = cairo_scaled_font_create(face, &font_matrix, &identity, options);
    cairo_font_options_destroy(options);
    return scaled;
}

cairo_scaled_font_t *brushes_find(struct brushes *brushes, uint32_t font, int32_t size)
{
    struct scaled_key key = {font, size};
    cairo_scaled_font_t *scaled = g_hash_table_lookup(brushes->scaled, &key);

    if (!scaled && font < brushes->count) {
        scaled = scale(brushes->faces[font], size);
        g_hash_table_insert(brushes->scaled, g_memdup2(&key, sizeof(key)), scaled);
    }
    return scaled;
}

void brushes_begin_page(struct brushes *brushes)
{
    brushes->page++;
}

static struct image_uses *find_uses(struct brushes *brushes, const struct jb_image *image)
{
    struct image_uses *uses = g_hash_table_lookup(brushes->images, image);

    if (!uses) {
        uses = g_new0(struct image_uses, 1);
        uses->surfaces = g_ptr_array_new_with_free_func(image_release);
        g_hash_table_insert(brushes->images, (gpointer)image, uses);
    }
    if (uses->page != brushes->page)
        uses->used = 0;
    uses->page = brushes->page;
    return uses;
}

cairo_surface_t *brushes_find_image(struct brushes *brushes, const struct jb_image *image,
                                    bool needs_pixels)
{
    struct image_uses *uses = find_uses(brushes, image);
    cairo_surface_t *surface;

    if (uses->used < uses->surfaces->len)
        return g_ptr_array_index(uses->surfaces, uses->used++);
    surface = image_surface_new(image, needs_pixels);
    if (!surface)
        return NULL;
    g_ptr_array_add(uses->surfaces, surface);
    uses->used++;
    return surface;
}

void brushes_fail(struct brushes *brushes)
{
    brushes->failed = true;
}

bool brushes_failed(const struct brushes *brushes)
{
    return brushes->failed;
}
