/* unit_organism_edit.c - words of organisms: they are what their acts do; the best words come to
 * the frame that they are said to come to, and all right ones as near; what the matcher of films
 * finds is found; percepts are within their tables. */
#include "film/film_match.h"
#include "tests/unit/unit_test.h"
#include "world/forecast/episode.h"
#include "world/forecast/organism_edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EPISODES = 1200 };

static struct sw_episode_rules all_rules(void)
{
    struct sw_episode_rules rules = {
        .theme = sw_forecast_theme_find("all"),
        .side_min = 3,
        .side_max = 12,
        .colours = 6,
        .organisms_min = 2,
        .organisms_max = 6,
    };

    sw_episode_rules_begin(&rules);
    return rules;
}

/* A deed done to a scene. */
struct done {
    struct sw_episode episode;
    struct sw_outlook outlook;
    struct sw_outlook_relations relations;
    struct sw_grid end; /* turned */
    struct sw_canvas canvas;
};

static void draw(const struct sw_episode_rules *rules, uint64_t number, struct done *out)
{
    struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, number, 80);
    const struct sw_episode_step *step = &out->episode.step[0];

    sw_episode_draw(rules, &dice, 1, &out->episode);
    sw_episode_begin(step, &out->episode.grid, &out->canvas);
    sw_outlook_of(&out->canvas, &step->deed, &out->outlook);
    sw_relations_begin(&out->relations, &out->outlook);
    sw_relations_find(&out->relations);
    sw_deed_do(&step->deed, &out->canvas);
    sw_outlook_turn(&out->canvas.grid, step->deed.direction, &out->end);
}

START_TEST(words_are_rows)
{
    uint32_t count = sw_organism_edit_count();

    ck_assert_uint_eq(sw_organism_senses().fates, count);
    ck_assert_uint_le(count, SW_ORGANISM_EDITS_MAX);
    ck_assert_int_eq(sw_organism_edit_row(0)->form, SW_ORGANISM_STAYS);
    for (uint32_t w = 0; w < count; w++) {
        const struct sw_organism_edit *row = sw_organism_edit_row(w);

        ck_assert((row->form == SW_ORGANISM_ACTS) == (row->act != NULL));
        if (row->act != NULL)
            ck_assert_msg(sw_edit_find(row->act, strlen(row->act)) > 0, "%s", row->act);
        for (uint32_t other = 0; other < w; other++)
            ck_assert_str_ne(row->name, sw_organism_edit_row(other)->name);
    }
}
END_TEST

/* docs/forecast.md has a line of each word; those of the nine colours are one. */
START_TEST(words_stand_in_the_docs)
{
    const char *source = getenv("SW_SOURCE");
    static char page[65536];
    char path[512], line[256];
    size_t read;
    FILE *file;

    snprintf(path, sizeof path, "%s/docs/forecast.md", source == NULL ? "." : source);
    file = fopen(path, "r");
    ck_assert_msg(file != NULL, "cannot read %s; set SW_SOURCE to the top of the sources", path);
    read = fread(page, 1, sizeof page - 1, file);
    page[read] = '\0';
    fclose(file);
    for (uint32_t w = 0; w < sw_organism_edit_count(); w++) {
        const struct sw_organism_edit *row = sw_organism_edit_row(w);

        if (row->form == SW_ORGANISM_PAINTS && row->colour > 0 && row->colour < SW_COLOURS)
            continue;
        snprintf(line, sizeof line, "| %s | %s |", row->name, row->description);
        ck_assert_msg(strstr(page, line) != NULL, "docs/forecast.md has no line: %s", line);
    }
    ck_assert_ptr_nonnull(strstr(page, "| 1 to 9 |"));
}
END_TEST

/* A word that is an act, said of the selected organisms, is the act that was done. */
START_TEST(acts_are_what_the_table_does)
{
    struct sw_episode_rules rules = all_rules();
    struct sw_organism_edits edits;
    static struct done done;
    uint32_t tried = 0;

    sw_organism_edits_begin(&edits);
    for (uint64_t number = 0; number < EPISODES; number++) {
        uint8_t word[SW_ORGANISMS_MAX];
        struct sw_grid made;
        char act[32];

        draw(&rules, number, &done);
        snprintf(act, sizeof act, "%s%s", sw_verb_row(done.outlook.verb)->name,
                 sw_verb_row(done.outlook.verb)->directed ? ".up" : "");
        for (uint32_t w = 0; w < sw_organism_edit_count(); w++) {
            const struct sw_organism_edit *row = sw_organism_edit_row(w);

            if (row->act == NULL || strcmp(row->act, act) != 0)
                continue;
            for (uint32_t k = 0; k < done.relations.count; k++)
                word[k] = done.relations.code[k + 1] & SW_IS_SELECTED ? (uint8_t)w : 0;
            sw_organism_settle(&edits, &done.relations, word, &made);
            ck_assert_msg(sw_grid_equal(&made, &done.end), "%s of episode %u", act,
                          (unsigned)number);
            tried++;
        }
    }
    ck_assert_uint_gt(tried, EPISODES / 4);
}
END_TEST

START_TEST(teachers_are_right)
{
    struct sw_episode_rules rules = all_rules();
    struct sw_organism_edits edits;
    static struct done done;
    uint32_t said = 0, of_organisms = 0, of_organisms_said = 0;

    sw_organism_edits_begin(&edits);
    for (uint64_t number = 0; number < EPISODES; number++) {
        uint8_t word[SW_ORGANISMS_MAX];
        uint64_t right[SW_ORGANISMS_MAX];
        const char *verb;
        struct sw_grid made;
        uint32_t wrong;
        bool known;

        draw(&rules, number, &done);
        verb = sw_verb_row(done.outlook.verb)->name;
        wrong = sw_organism_teach(&edits, &done.relations, &done.end, word, right);
        sw_organism_settle(&edits, &done.relations, word, &made);
        ck_assert_uint_eq(wrong, sw_grid_difference(&made, &done.end));
        ck_assert_uint_le(wrong, sw_grid_difference(&done.outlook.grid, &done.end));
        for (uint32_t k = 0; k < done.relations.count; k++) {
            uint8_t best = word[k];

            ck_assert(right[k] >> best & 1);
            for (uint32_t w = 0; w < sw_organism_edit_count(); w++) {
                if ((right[k] >> w & 1) == 0)
                    continue;
                word[k] = (uint8_t)w;
                sw_organism_settle(&edits, &done.relations, word, &made);
                ck_assert_uint_eq(sw_grid_difference(&made, &done.end), wrong);
            }
            word[k] = best;
        }
        /* What belongs to no organism cannot be said, nor what several would grow into. */
        known = strcmp(verb, "act.frame") != 0 && strcmp(verb, "act.blank") != 0 &&
                strcmp(verb, "act.connect") != 0 && strcmp(verb, "tick.grow") != 0;
        said += wrong == 0;
        of_organisms += known;
        of_organisms_said += known && wrong == 0;
    }
    ck_assert_uint_gt(said, EPISODES * 9 / 10);
    ck_assert_uint_lt(said, EPISODES);
    ck_assert_uint_ge(of_organisms_said, of_organisms * 99 / 100);
}
END_TEST

/* Who vanishes or is recoloured by the words is who is by the matcher. */
START_TEST(the_matcher_of_films_agrees)
{
    static struct sw_film_groups groups;
    struct sw_episode_rules rules = all_rules();
    struct sw_organism_edits edits;
    static struct done done;
    uint32_t compared = 0;

    sw_organism_edits_begin(&edits);
    for (uint64_t number = 0; number < 4 * EPISODES; number++) {
        uint8_t word[SW_ORGANISMS_MAX];
        bool deletes;

        draw(&rules, number, &done);
        deletes = strcmp(sw_verb_row(done.outlook.verb)->name, "act.delete") == 0;
        if (!deletes && strcmp(sw_verb_row(done.outlook.verb)->name, "act.recolour") != 0)
            continue;
        ck_assert_uint_eq(sw_organism_teach(&edits, &done.relations, &done.end, word, NULL), 0);
        groups.connection = SW_FILM_EIGHT;
        groups.organisms = done.relations.count;
        memcpy(groups.organism, done.relations.organism,
               done.relations.count * sizeof *groups.organism);
        sw_film_match(&done.outlook.grid, &done.end, &groups);
        for (uint32_t i = 0; i < groups.count; i++) {
            const struct sw_film_edit *edit = &groups.group[i].edit;

            if (edit->kind != (deletes ? SW_FILM_DELETE : SW_FILM_RECOLOUR))
                continue;
            for (uint32_t k = 0; k < done.relations.count; k++)
                ck_assert_int_eq(edit->some[k / 32] >> k % 32 & 1, word[k] != 0);
            compared++;
        }
    }
    ck_assert_uint_gt(compared, 40);
}
END_TEST

START_TEST(percepts_are_of_organisms)
{
    static struct sw_forecast_percept percept;
    struct sw_forecast_senses senses = sw_organism_senses();
    struct sw_episode_rules rules = all_rules();
    struct sw_grid empty = sw_grid_empty(5, 4);
    static struct done done;

    for (uint64_t number = 0; number < EPISODES; number++) {
        draw(&rules, number, &done);
        sw_organism_perceive(&done.relations, NULL, &percept);
        ck_assert_uint_eq(percept.cells, done.relations.count);
        ck_assert_uint_le(percept.kinds, percept.cells);
        for (uint32_t k = 0; k < percept.kinds; k++) {
            ck_assert_uint_le(percept.rows[k], SW_FORECAST_ROWS_MAX);
            for (uint32_t i = 0; i < percept.rows[k]; i++)
                ck_assert_uint_lt(percept.row[k][i], senses.rows);
        }
    }
    sw_canvas_begin(&done.canvas, &empty);
    sw_outlook_of(&done.canvas, &done.episode.step[0].deed, &done.outlook);
    sw_relations_begin(&done.relations, &done.outlook);
    sw_relations_find(&done.relations);
    sw_organism_perceive(&done.relations, NULL, &percept);
    ck_assert_uint_eq(percept.kinds, 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("organism_edit");
    TCase *t = tcase_create("organism_edit");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, words_are_rows);
    tcase_add_test(t, words_stand_in_the_docs);
    tcase_add_test(t, acts_are_what_the_table_does);
    tcase_add_test(t, teachers_are_right);
    tcase_add_test(t, the_matcher_of_films_agrees);
    tcase_add_test(t, percepts_are_of_organisms);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
