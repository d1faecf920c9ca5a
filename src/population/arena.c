#include "population/arena.h"

#include <stdlib.h>
#include <string.h>

struct sw_arena *sw_arena_create(uint32_t worlds, struct sw_error *error)
{
    struct sw_arena *arena = sw_allocate(1, sizeof *arena, "making an arena", error);

    if (arena == NULL)
        return NULL;
    arena->worlds = worlds;
    arena->puzzle = sw_allocate(worlds, sizeof *arena->puzzle, "making room for worlds", error);
    arena->shown =
        sw_allocate(worlds, sizeof(struct sw_percept *), "making room for percepts", error);
    arena->canvas =
        sw_allocate(worlds, sizeof(struct sw_percept *), "making room for percepts", error);
    arena->class_of = sw_allocate(worlds, sizeof(uint32_t), "making room for worlds", error);
    if (arena->puzzle == NULL || arena->shown == NULL || arena->canvas == NULL ||
        arena->class_of == NULL)
        goto failed;
    for (uint32_t i = 0; i < worlds; i++) {
        arena->shown[i] = sw_percept_create(128, error);
        arena->canvas[i] = sw_percept_create(32, error);
        if (arena->shown[i] == NULL || arena->canvas[i] == NULL)
            goto failed;
    }
    return arena;
failed:
    sw_arena_destroy(arena);
    return NULL;
}

void sw_arena_destroy(struct sw_arena *arena)
{
    if (arena == NULL)
        return;
    for (uint32_t i = 0; i < arena->worlds; i++) {
        if (arena->shown != NULL)
            sw_percept_destroy(arena->shown[i]);
        if (arena->canvas != NULL)
            sw_percept_destroy(arena->canvas[i]);
    }
    free(arena->puzzle);
    free(arena->shown);
    free(arena->canvas);
    free(arena->class_of);
    free(arena);
}

/* The class of a world is the first world with the same teacher. */
static void classify(struct sw_arena *arena)
{
    for (uint32_t i = 0; i < arena->worlds; i++) {
        const struct sw_program *mine = &arena->puzzle[i].teacher;
        uint32_t first = 0;

        while (first < i && !sw_program_equal(&arena->puzzle[first].teacher, mine))
            first++;
        arena->class_of[i] = first;
    }
}

int sw_arena_look(struct sw_arena *arena, bool canvases, struct sw_error *error)
{
    for (uint32_t i = 0; i < arena->worlds; i++) {
        if (sw_sight_demonstrations(&arena->puzzle[i], arena->shown[i], error) != 0)
            return -1;
        if (canvases &&
            sw_sight_canvas(&arena->puzzle[i].test[0].canvas, arena->canvas[i], error) != 0)
            return -1;
    }
    return 0;
}

/* Draws from the pool until a world has a teacher, if it must. */
static int draw(const struct sw_worlds *worlds, struct sw_dice *dice, bool teacher,
                struct sw_puzzle *out, struct sw_error *error)
{
    for (int attempt = 0; attempt < 100000; attempt++) {
        uint32_t number = sw_dice_below(dice, sw_worlds_pool(worlds));

        if (sw_worlds_puzzle(worlds, 0, SW_RANDOM_PUZZLE, number, SW_MEANING_NONE, out, error) != 0)
            return -1;
        if (out->has_teacher || !teacher)
            return 0;
    }
    return sw_fail(
        error, SW_EXIT_USAGE,
        "no short program of edits explains any of the files' tasks, so there is no teacher "
        "to follow; set the phase's fitness to progress");
}

int sw_arena_life(struct sw_arena *arena, const struct sw_worlds *worlds, uint64_t seed,
                  uint64_t generation, uint32_t island, uint32_t islands,
                  struct sw_arena_needs needs, struct sw_error *error)
{
    uint32_t meanings = sw_worlds_meanings(worlds);
    bool pool = sw_worlds_pool(worlds) != 0;
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_WORLDS, generation, island);
    uint32_t order[SW_MEANINGS_MAX];

    if (!pool)
        sw_dice_permutation(&dice, order, meanings);
    for (uint32_t i = 0; i < arena->worlds; i++) {
        uint64_t number = (generation * islands + island) * arena->worlds + i;
        int failed = pool ? draw(worlds, &dice, needs.teachers, &arena->puzzle[i], error)
                          : sw_worlds_puzzle(worlds, seed, SW_RANDOM_PUZZLE, number,
                                             order[i % meanings], &arena->puzzle[i], error);

        if (failed != 0)
            return -1;
    }
    if (needs.classes)
        classify(arena);
    return sw_arena_look(arena, needs.canvases, error);
}

int sw_arena_held_out(struct sw_arena *arena, const struct sw_worlds *worlds, uint64_t seed,
                      uint64_t first, bool canvases, struct sw_error *error)
{
    uint32_t open = sw_worlds_meanings(worlds), held = sw_worlds_held(worlds);

    for (uint32_t i = 0; i < arena->worlds; i++)
        if (sw_worlds_puzzle(worlds, seed, SW_RANDOM_EXAMINATION, first + i,
                             open + (uint32_t)((first + i) % held), &arena->puzzle[i], error) != 0)
            return -1;
    return sw_arena_look(arena, canvases, error);
}

int sw_arena_examination(struct sw_arena *arena, const struct sw_worlds *worlds, uint64_t seed,
                         uint64_t first, bool canvases, struct sw_error *error)
{
    uint32_t meanings = sw_worlds_meanings(worlds);

    for (uint32_t i = 0; i < arena->worlds; i++) {
        uint64_t number = first + i;
        uint32_t meaning = meanings == 0 ? SW_MEANING_NONE : (uint32_t)(number % meanings);

        if (sw_worlds_puzzle(worlds, seed, SW_RANDOM_EXAMINATION, number, meaning,
                             &arena->puzzle[i], error) != 0)
            return -1;
    }
    return sw_arena_look(arena, canvases, error);
}
