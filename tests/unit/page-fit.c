/* Total fit of pages beside a search of all ways to break, on small sequences made by chance. */

#include "layout/fit-private.h"

#include "base/length.h"

enum { MOST = 11, ROUNDS = 300 };

struct toy {
    uint32_t count;
    int32_t heights[MOST];
    struct fit_break breaks[MOST + 1];
    int32_t rooms[JB_PAGE_SIDES];
};

static int32_t room(const void *data, uint32_t first, enum jb_page_side side)
{
    const struct toy *toy = data;

    return toy->rooms[side] - (first % 3 == 0 ? JB_PT : 0); /* rooms may differ by slice, too */
}

static struct fit_load load(const void *data, uint32_t first, uint32_t end)
{
    const struct toy *toy = data;
    struct fit_load load = {0, end - first == 2 ? 1 : 0, end - first == 1 ? 5 : 0};

    for (uint32_t i = first; i < end; i++)
        load.height += toy->heights[i];
    return load;
}

static struct toy toss(GRand *chance)
{
    struct toy toy = {.count = (uint32_t)g_rand_int_range(chance, 1, MOST + 1)};

    for (uint32_t i = 0; i < toy.count; i++) {
        toy.heights[i] = g_rand_int_range(chance, 1, 40) * JB_PT;
        toy.breaks[i] = (struct fit_break){
            .faults = g_rand_int_range(chance, 0, 4) == 0 ? 8 : 0,
            .demerits = g_rand_int_range(chance, 0, 300),
            .forced = i > 0 && g_rand_int_range(chance, 0, 9) == 0,
        };
    }
    for (enum jb_page_side side = 0; side < JB_PAGE_SIDES; side++)
        toy.rooms[side] = g_rand_int_range(chance, 30, 80) * JB_PT;
    return toy;
}

static struct fit_problem problem_of(const struct toy *toy)
{
    return (struct fit_problem){toy->count, toy->breaks, room, load, toy};
}

static enum jb_page_side side_of(uint32_t page)
{
    return page == 0 ? JB_PAGE_FIRST : page % 2 == 1 ? JB_PAGE_LEFT : JB_PAGE_RIGHT;
}

/* The toll of breaking before each slice whose bit is set; false where it cannot be. */
static bool toll_of(const struct fit_problem *problem, uint32_t ways, struct fit_toll *toll)
{
    const struct toy *toy = problem->data;
    uint32_t first = 0;

    *toll = (struct fit_toll){0};
    for (uint32_t end = 1; end <= problem->count; end++) {
        bool breaks = end == problem->count || (ways >> end & 1) != 0;
        enum jb_page_side side = side_of(toll->pages);
        struct fit_toll page;

        if (!breaks && toy->breaks[end].forced)
            return false;
        if (!breaks)
            continue;
        if (end > first + 1 && load(toy, first, end).height > room(toy, first, side))
            return false;
        page = fit_page_toll(problem, first, end, side);
        *toll = (struct fit_toll){toll->faults + page.faults, toll->pages + 1,
                                  toll->demerits + page.demerits};
        first = end;
    }
    return true;
}

static struct fit_toll least_toll(const struct fit_problem *problem)
{
    struct fit_toll least = {UINT32_MAX, UINT32_MAX, INT64_MAX}, toll;

    for (uint32_t ways = 0; ways < 1u << problem->count; ways += 2)
        if (toll_of(problem, ways, &toll) && fit_is_less(toll, least))
            least = toll;
    return least;
}

static uint32_t ways_of(const uint32_t *ends, uint32_t count)
{
    uint32_t ways = 0;

    for (uint32_t i = 0; i + 1 < count; i++)
        ways |= 1u << ends[i];
    return ways;
}

static void test_is_least(void)
{
    GRand *chance = g_rand_new_with_seed(20240331);

    for (int round = 0; round < ROUNDS; round++) {
        struct jb_arena *arena = jb_arena_open();
        struct toy toy = toss(chance);
        struct fit_problem problem = problem_of(&toy);
        struct fit_toll toll, again, least = least_toll(&problem);
        uint32_t pages;
        const uint32_t *ends = fit_pages(arena, &problem, &pages, &toll);

        g_assert_false(fit_is_less(least, toll));
        g_assert_true(toll_of(&problem, ways_of(ends, pages), &again));
        g_assert_cmpuint(again.faults, ==, toll.faults);
        g_assert_cmpuint(again.pages, ==, pages);
        g_assert_cmpint(again.demerits, ==, toll.demerits);
        g_assert_cmpuint(ends[pages - 1], ==, toy.count);
        jb_arena_close(arena);
    }
    g_rand_free(chance);
}

static void test_nothing(void)
{
    struct jb_arena *arena = jb_arena_open();
    struct toy toy = {.count = 0};
    struct fit_problem problem = problem_of(&toy);
    uint32_t pages = 9;

    fit_pages(arena, &problem, &pages, NULL);
    g_assert_cmpuint(pages, ==, 0);
    jb_arena_close(arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/page-fit/is-least", test_is_least);
    g_test_add_func("/page-fit/nothing", test_nothing);
    return g_test_run();
}
