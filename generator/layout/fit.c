#include "layout/fit-private.h"

#include "base/length.h"

/* The best way to break from a slice on, on a page of some side. */
struct fit_best {
    struct fit_toll toll;
    uint32_t end;
};

/* Of pages behind the first. */
enum { LEFT, RIGHT, SIDES };

static const enum jb_page_side sides[SIDES] = {JB_PAGE_LEFT, JB_PAGE_RIGHT};

bool fit_is_less(struct fit_toll a, struct fit_toll b)
{
    if (a.faults != b.faults)
        return a.faults < b.faults;
    if (a.pages != b.pages)
        return a.pages < b.pages;
    return a.demerits < b.demerits;
}

/* The last page and one before a forced break may be short (R63). */
static int64_t white_demerits(const struct fit_break *next, bool last, int32_t white)
{
    int64_t points = MAX(white, 0) / JB_PT;

    return last || next->forced ? 0 : points * points;
}

static struct fit_toll toll_of(const struct fit_problem *problem, const struct fit_load *load,
                               uint32_t end, int32_t room)
{
    const struct fit_break *next = &problem->breaks[end];

    return (struct fit_toll){.faults = load->faults + next->faults,
                             .pages = 1,
                             .demerits =
                                 load->demerits + next->demerits +
                                 white_demerits(next, end == problem->count, room - load->height)};
}

struct fit_toll fit_page_toll(const struct fit_problem *problem, uint32_t first, uint32_t end,
                              enum jb_page_side side)
{
    struct fit_load load = problem->load(problem->data, first, end);

    return toll_of(problem, &load, end, problem->room(problem->data, first, side));
}

static struct fit_toll add(struct fit_toll a, struct fit_toll b)
{
    return (struct fit_toll){a.faults + b.faults, a.pages + b.pages, a.demerits + b.demerits};
}

/* A search for the best page that begins with a slice. next: the best from each slice on, for the
 * side that the following page has. */
struct search {
    int32_t room;
    const struct fit_best *next;
    struct fit_best best;
    bool done;
};

static void try_end(struct search *search, const struct fit_problem *problem, uint32_t end,
                    const struct fit_load *load)
{
    bool none = search->best.end == 0; /* a page has something, be it too tall */
    struct fit_toll toll;

    search->done = search->done || (load->height > search->room && !none);
    if (search->done || problem->breaks[end].closed)
        return;
    toll = add(toll_of(problem, load, end, search->room), search->next[end].toll);
    if (none || !fit_is_less(search->best.toll, toll)) /* of equals, the fuller page */
        search->best = (struct fit_best){toll, end};
    search->done = problem->breaks[end].forced;
}

/* All searches from one slice, so that each load is weighed once. */
static void find_best(const struct fit_problem *problem, uint32_t first, struct search *searches,
                      uint32_t count)
{
    bool done = false;

    for (uint32_t end = first + 1; end <= problem->count && !done; end++) {
        struct fit_load load = problem->load(problem->data, first, end);

        done = true;
        for (uint32_t i = 0; i < count; i++) {
            try_end(&searches[i], problem, end, &load);
            done = done && searches[i].done;
        }
    }
}

static void find_inner(const struct fit_problem *problem, uint32_t first,
                       struct fit_best *const best[SIDES])
{
    struct search searches[SIDES];

    for (uint32_t side = 0; side < SIDES; side++)
        searches[side] = (struct search){.room = problem->room(problem->data, first, sides[side]),
                                         .next = best[SIDES - 1 - side]};
    find_best(problem, first, searches, SIDES);
    for (uint32_t side = 0; side < SIDES; side++)
        best[side][first] = searches[side].best;
}

static const uint32_t *collect(struct jb_arena *arena, const struct fit_best *first,
                               struct fit_best *const best[SIDES], uint32_t count)
{
    uint32_t *ends = JB_NEW_ARRAY(arena, uint32_t, first->toll.pages);
    uint32_t end = first->end;

    ends[0] = end;
    for (uint32_t page = 1; end < count; page++) {
        end = best[page % 2 == 1 ? LEFT : RIGHT][end].end;
        ends[page] = end;
    }
    return ends;
}

const uint32_t *fit_pages(struct jb_arena *arena, const struct fit_problem *problem,
                          uint32_t *page_count, struct fit_toll *toll)
{
    uint32_t count = problem->count;
    struct fit_best *best[SIDES] = {g_new0(struct fit_best, count + 1),
                                    g_new0(struct fit_best, count + 1)};
    struct search first = {.next = best[LEFT]};
    const uint32_t *ends = NULL;

    for (uint32_t i = count; i-- > 1;)
        if (!problem->breaks[i].closed)
            find_inner(problem, i, best);
    if (count > 0) {
        first.room = problem->room(problem->data, 0, JB_PAGE_FIRST);
        find_best(problem, 0, &first, 1);
        ends = collect(arena, &first.best, best, count);
    }
    *page_count = first.best.toll.pages;
    if (toll)
        *toll = first.best.toll;
    g_free(best[LEFT]);
    g_free(best[RIGHT]);
    return ends;
}
