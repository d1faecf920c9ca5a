#include "draw/show.h"

#include "draw/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARGIN      12
#define GAP         10
#define ARROW       32
#define DOTS        2    /* pixels a dot of text */
#define SHEET_WIDTH 1200 /* a row of pairs goes on below if it is wider */
#define SHOW_WIDTH  380  /* of a frame, at least: captions have room */
#define LINE_HEIGHT 20
#define BRIEFLY     70
#define LONG        160
#define TEXT_MAX    400

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static void include(struct sw_extent *all, struct sw_extent one)
{
    all->x = larger(all->x, one.x);
    all->y = larger(all->y, one.y);
}

/* A canvas, an arrow and its target (or a question mark), their middles in one line. */
static struct sw_extent draw_pair(struct sw_picture *picture, int x, int y,
                                  const struct sw_grid *canvas, const struct sw_mask *selection,
                                  enum sw_show_right right, const struct sw_grid *target, int scale)
{
    int high = canvas->height, middle;
    struct sw_extent all, end;

    if (right == SW_SHOW_TARGET && target->height > high)
        high = target->height;
    middle = y + high * scale / 2;
    all = end =
        sw_picture_grid(picture, x, middle - canvas->height * scale / 2, canvas, selection, scale);
    if (right == SW_SHOW_ALONE)
        return all;
    end = sw_picture_arrow(picture, end.x + GAP, middle);
    include(&all, end);
    end = right == SW_SHOW_TARGET
              ? sw_picture_grid(picture, end.x + GAP, middle - target->height * scale / 2, target,
                                NULL, scale)
              : sw_picture_text(picture, end.x + GAP, middle - 7 * DOTS, 0, "?", SW_INK_TEXT,
                                2 * DOTS);
    include(&all, end);
    return all;
}

/* ---- sheets ---- */

static int longest_side(const struct sw_puzzle *puzzle)
{
    int side = 1;

    for (int i = 0; i < puzzle->demonstrations + puzzle->tests; i++) {
        bool test = i >= puzzle->demonstrations;
        const struct sw_pair *pair =
            test ? &puzzle->test[i - puzzle->demonstrations] : &puzzle->demonstration[i];

        side = larger(side, larger(pair->canvas.width, pair->canvas.height));
        if (!test || puzzle->test_has_target[i - puzzle->demonstrations])
            side = larger(side, larger(pair->target.width, pair->target.height));
    }
    return side;
}

/* Pairs from left to right, each under its name, as many in a row as there is room for. */
static struct sw_extent draw_pairs(struct sw_picture *picture, int y,
                                   const struct sw_puzzle *puzzle, bool tests, bool answers,
                                   int scale)
{
    struct sw_extent all = {MARGIN, y};
    int x = MARGIN, count = tests ? puzzle->tests : puzzle->demonstrations;

    for (int i = 0; i < count; i++) {
        const struct sw_pair *pair = tests ? &puzzle->test[i] : &puzzle->demonstration[i];
        bool known = !tests || (answers && puzzle->test_has_target[i]);
        enum sw_show_right right = known ? SW_SHOW_TARGET : SW_SHOW_UNKNOWN;
        char name[40];
        struct sw_extent end;

        snprintf(name, sizeof name, "%s %d", tests ? "test" : "demonstration", i + 1);
        end = draw_pair(NULL, x, y, &pair->canvas, NULL, right, &pair->target, scale);
        if (end.x > SHEET_WIDTH && x > MARGIN) {
            x = MARGIN;
            y = all.y + 2 * GAP;
        }
        end = sw_picture_text(picture, x, y, 0, name, SW_INK_FAINT, DOTS);
        include(&all, end);
        end = draw_pair(picture, x, y + LINE_HEIGHT, &pair->canvas, NULL, right, &pair->target,
                        scale);
        include(&all, end);
        x = larger(end.x, x + (int)strlen(name) * 6 * DOTS) + 4 * GAP;
    }
    return all;
}

static struct sw_extent draw_sheet(struct sw_picture *picture, const struct sw_puzzle *puzzle,
                                   bool answers, const char *title, int width)
{
    char teacher[SW_PROGRAM_MAX * 32] = "teacher: ";
    int scale = sw_picture_scale(longest_side(puzzle));
    struct sw_extent all = {MARGIN, MARGIN}, end;

    if (title != NULL)
        include(&all, sw_picture_text(picture, MARGIN, all.y, width, title, SW_INK_TEXT, DOTS));
    end = draw_pairs(picture, all.y + GAP / 2, puzzle, false, answers, scale);
    include(&all, end);
    end = draw_pairs(picture, all.y + 2 * GAP, puzzle, true, answers, scale);
    include(&all, end);
    if (answers && puzzle->has_teacher) {
        sw_program_print(&puzzle->teacher, teacher + strlen(teacher),
                         sizeof teacher - strlen(teacher));
        end = sw_picture_text(picture, MARGIN, all.y + GAP, larger(width, all.x - MARGIN), teacher,
                              SW_INK_TEXT, DOTS);
        include(&all, end);
    }
    return all;
}

void *sw_puzzle_png(const struct sw_puzzle *puzzle, bool answers, const char *title, size_t *size,
                    struct sw_error *error)
{
    struct sw_extent end = draw_sheet(NULL, puzzle, answers, title, SHOW_WIDTH);
    struct sw_picture *picture = sw_picture_create(end.x + MARGIN, end.y + MARGIN, error);
    void *bytes = NULL;

    if (picture != NULL) {
        draw_sheet(picture, puzzle, answers, title, SHOW_WIDTH);
        bytes = sw_picture_png(picture, size, error);
    }
    sw_picture_destroy(picture);
    return bytes;
}

/* ---- shows ---- */

struct scene {
    char heading[TEXT_MAX], caption[TEXT_MAX];
    struct sw_grid canvas, target;
    struct sw_mask selection;
    enum sw_show_right right;
    int hundredths;
};

struct sw_show {
    struct scene *scene;
    uint32_t count, capacity;
};

struct sw_show *sw_show_create(struct sw_error *error)
{
    return sw_allocate(1, sizeof(struct sw_show), "making a show", error);
}

void sw_show_destroy(struct sw_show *show)
{
    if (show != NULL)
        free(show->scene);
    free(show);
}

int sw_show_add(struct sw_show *show, const struct sw_scene_card *card, struct sw_error *error)
{
    struct scene *scene;

    if (show->count == show->capacity) {
        uint32_t capacity = 2 * show->capacity + 16;
        struct scene *grown = realloc(show->scene, capacity * sizeof *grown);

        if (grown == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while making a show");
        show->scene = grown;
        show->capacity = capacity;
    }
    scene = &show->scene[show->count++];
    *scene = (struct scene){
        .canvas = *card->canvas, .right = card->right, .hundredths = card->hundredths};
    if (card->right == SW_SHOW_TARGET)
        scene->target = *card->target;
    if (card->selection != NULL)
        scene->selection = *card->selection;
    snprintf(scene->heading, TEXT_MAX, "%s", card->heading != NULL ? card->heading : "");
    snprintf(scene->caption, TEXT_MAX, "%s", card->caption != NULL ? card->caption : "");
    return 0;
}

int sw_show_add_edits(struct sw_show *show, const char *heading, const char *words,
                      const struct sw_program *program, const struct sw_grid *grid,
                      const struct sw_grid *target, struct sw_error *error)
{
    struct sw_edit_memory *memory = sw_allocate(1, sizeof *memory, "making a show", error);
    struct sw_canvas canvas = sw_canvas_of(grid);
    char caption[TEXT_MAX];
    struct sw_scene_card card = {.heading = heading,
                                 .caption = caption,
                                 .canvas = &canvas.grid,
                                 .selection = &canvas.selection,
                                 .right = target != NULL ? SW_SHOW_TARGET : SW_SHOW_UNKNOWN,
                                 .target = target,
                                 .hundredths = LONG};
    int result;

    if (memory == NULL)
        return -1;
    sw_canvas_remember(&canvas, memory);
    snprintf(caption, sizeof caption, "canvas\n%s", words != NULL ? words : "");
    result = sw_show_add(show, &card, error);
    for (uint32_t i = 0; i < program->length && result == 0; i++) {
        const struct sw_edit *edit = sw_edit_row(program->token[i]);

        sw_edit_apply(&canvas, program->token[i]);
        snprintf(caption, sizeof caption, "%u of %u: %s\n%s", i + 1, program->length, edit->name,
                 words != NULL ? words : "");
        card.hundredths = BRIEFLY;
        result = sw_show_add(show, &card, error);
    }
    if (result == 0 && target != NULL) {
        uint32_t wrong = sw_grid_difference(&canvas.grid, target);
        char verdict[40] = "exact";

        if (wrong > 0)
            snprintf(verdict, sizeof verdict, "%u %s wrong", wrong, wrong == 1 ? "cell" : "cells");
        snprintf(caption, sizeof caption, "%s\n%s", verdict, words != NULL ? words : "");
        card.selection = NULL;
        card.hundredths = LONG;
        result = sw_show_add(show, &card, error);
    }
    free(memory);
    return result;
}

int sw_show_add_puzzle(struct sw_show *show, const struct sw_puzzle *puzzle, const char *title,
                       struct sw_error *error)
{
    static const struct sw_program nothing;
    const struct sw_program *program = puzzle->has_teacher ? &puzzle->teacher : &nothing;
    int result = 0;

    for (int i = 0; i < puzzle->demonstrations + puzzle->tests && result == 0; i++) {
        bool test = i >= puzzle->demonstrations;
        int number = test ? i - puzzle->demonstrations : i;
        const struct sw_pair *pair = test ? &puzzle->test[number] : &puzzle->demonstration[number];
        char heading[TEXT_MAX];

        if (test && !puzzle->test_has_target[number])
            continue;
        snprintf(heading, sizeof heading, "%s\n%s %d of %d", title != NULL ? title : "",
                 test ? "test" : "demonstration", number + 1,
                 test ? puzzle->tests : puzzle->demonstrations);
        if (puzzle->has_teacher) {
            result = sw_show_add_edits(show, heading, NULL, program, &pair->canvas, &pair->target,
                                       error);
        } else {
            struct sw_scene_card card = {.heading = heading,
                                         .canvas = &pair->canvas,
                                         .right = SW_SHOW_TARGET,
                                         .target = &pair->target,
                                         .hundredths = 2 * LONG};
            result = sw_show_add(show, &card, error);
        }
    }
    return result;
}

static struct sw_extent draw_scene(struct sw_picture *picture, const struct scene *scene, int scale,
                                   int top, int bottom)
{
    struct sw_extent all = {MARGIN, MARGIN}, end;

    end = sw_picture_text(picture, MARGIN, MARGIN, SHOW_WIDTH, scene->heading, SW_INK_TEXT, DOTS);
    include(&all, end);
    end = draw_pair(picture, MARGIN, larger(top, all.y + GAP), &scene->canvas, &scene->selection,
                    scene->right, &scene->target, scale);
    include(&all, end);
    end = sw_picture_text(picture, MARGIN, larger(bottom, all.y + GAP), SHOW_WIDTH, scene->caption,
                          SW_INK_TEXT, DOTS);
    include(&all, end);
    return all;
}

/* Where the grids begin and where they end in all scenes: so that nothing jumps. */
static void measure(const struct sw_show *show, int scale, int *top, int *bottom,
                    struct sw_extent *all)
{
    *top = *bottom = 0;
    *all = (struct sw_extent){2 * MARGIN + SHOW_WIDTH, 0};
    for (uint32_t i = 0; i < show->count; i++) {
        struct sw_extent end = sw_picture_text(NULL, MARGIN, MARGIN, SHOW_WIDTH,
                                               show->scene[i].heading, SW_INK_TEXT, DOTS);
        *top = larger(*top, end.y + GAP);
    }
    for (uint32_t i = 0; i < show->count; i++) {
        const struct scene *scene = &show->scene[i];
        struct sw_extent end = draw_pair(NULL, MARGIN, *top, &scene->canvas, NULL, scene->right,
                                         &scene->target, scale);
        *bottom = larger(*bottom, end.y + GAP);
    }
    for (uint32_t i = 0; i < show->count; i++)
        include(all, draw_scene(NULL, &show->scene[i], scale, *top, *bottom));
}

void *sw_show_gif(const struct sw_show *show, size_t *size, struct sw_error *error)
{
    int side = 1, scale, top, bottom;
    struct sw_extent all;
    struct sw_gif *gif;
    int width, height;

    *size = 0;
    if (show->count == 0) {
        sw_fail(error, SW_EXIT_FAILED, "there is nothing to show");
        return NULL;
    }
    for (uint32_t i = 0; i < show->count; i++) {
        const struct scene *scene = &show->scene[i];

        side = larger(side, larger(scene->canvas.width, scene->canvas.height));
        if (scene->right == SW_SHOW_TARGET)
            side = larger(side, larger(scene->target.width, scene->target.height));
    }
    scale = sw_picture_scale(side);
    measure(show, scale, &top, &bottom, &all);
    width = all.x + MARGIN;
    height = all.y + MARGIN;
    gif = sw_gif_begin(width, height, error);
    for (uint32_t i = 0; i < show->count && gif != NULL; i++) {
        struct sw_picture *picture = sw_picture_create(width, height, error);

        if (picture != NULL)
            draw_scene(picture, &show->scene[i], scale, top, bottom);
        sw_gif_add(gif, picture, show->scene[i].hundredths);
        sw_picture_destroy(picture);
    }
    return sw_gif_end(gif, size, error);
}
