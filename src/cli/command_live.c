/* command_live.c - smallworld live: show a world of bodies, tick by tick, and let a person take a
 * seat. */
#include "agent/body_mind.h"
#include "archive/rebuild.h"
#include "base/file.h"
#include "base/random.h"
#include "base/signals.h"
#include "body/body_newborn.h"
#include "draw/body_gif.h"
#include "report/print.h"
#include "cli/live_screen.h"
#include "cli/options.h"
#include "population/run.h"
#include "world/body/body_imitate.h"
#include "world/body/body_look.h"
#include "world/body/body_turn.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct request {
    const char *path, *member, *gif;
    uint64_t world, seed, ticks, seat, pause;
    uint32_t format;
    bool seeded, ticked, list;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    {"WORLD", SW_OPTION_TEXT, AT(path), .value = "RUN|CONFIG", .second = "world",
     .help = "the folder of a run of bodies, or a config of one: then its founder lives"},
    SW_OPTION_MEMBER(AT(member)),
    {"--world", SW_OPTION_COUNT, AT(world), .help = "which of the worlds that no life met",
     .value = "N", .initial = "0", .most = UINT32_MAX},
    {"--seed", SW_OPTION_COUNT, AT(seed), .help = "seed of these worlds (default: the run's seed)",
     .value = "S", .most = UINT64_MAX, .given = AT(seeded)},
    {"--ticks", SW_OPTION_COUNT, AT(ticks),
     .help = "ticks that are shown (default: a life of the run)", .value = "N", .least = 1,
     .most = 1000000, .given = AT(ticked)},
    {"--seat", SW_OPTION_COUNT, AT(seat),
     .help = "you take this seat, 1 being the first; 0: nobody does", .value = "N", .initial = "0",
     .most = SW_BODY_SEATS},
    {"--pause", SW_OPTION_COUNT, AT(pause),
     .help = "milliseconds that a frame is shown on a terminal and waits for a key", .value = "MS",
     .initial = "150", .most = 60000},
    {"--format", SW_OPTION_CHOICE, AT(format), .help = "default: in colour on a terminal that can",
     .names = sw_option_styles},
    {"--gif", SW_OPTION_TEXT, AT(gif), .value = "FILE",
     .help = "writes what is shown as an animated GIF too"},
    {"--list", SW_OPTION_FLAG, AT(list),
     .help = "prints the games, their hidden laws and the acts"},
    {.name = NULL},
};

struct stage {
    struct sw_settings settings;
    struct sw_brain_layout layout;
    float *weights;
    struct sw_body_world *world;
    struct sw_body_mind *mind;
    struct sw_body_mutation mutation;  /* of those that are born */
    struct sw_body_newborns *newborns; /* [seats]; NULL where nobody divides */
    struct sw_live_screen screen;
    struct sw_body_gif gif;
    bool filmed;
    uint32_t seat; /* of the person, or SW_BODY_SEATS */
    char name[64];
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    int result = sw_options_read(&sw_command_live, count, words, request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request->path == NULL && !request->list)
        return sw_usage(&sw_command_live, error,
                        "say which world: a run of bodies, a config of one, or --list");
    return SW_EXIT_DONE;
}

/* ---- who lives ---- */

static int refuse_others(const char *path, const struct sw_settings *settings,
                         struct sw_error *error)
{
    if (sw_settings_body(settings) != NULL)
        return 0;
    return sw_fail(error, SW_EXIT_USAGE,
                   "%.300s: worlds.source = %.100s is not a game of bodies; set it to body:NAME "
                   "(smallworld live --list)",
                   path, settings->worlds.source);
}

static int take_run(struct stage *stage, const struct request *request, struct sw_error *error)
{
    struct sw_archive archive;
    struct sw_individual member = {0};
    uint64_t id;
    int result = sw_archive_open(&archive, request->path, false, error);

    if (result != 0)
        return -1;
    stage->settings = archive.settings;
    stage->layout = archive.layout;
    result = refuse_others(request->path, &archive.settings, error);
    if (result == 0)
        stage->mutation = sw_archive_newborns(&archive);
    if (result == 0)
        result = sw_archive_member(&archive, request->member, &id, error);
    if (result == 0)
        result = sw_archive_rebuild(&archive, id, true, &member, error);
    if (result == 0) {
        snprintf(stage->name, sizeof stage->name, "member %" PRIu64, id);
        stage->weights = member.weights;
        member.weights = NULL;
    }
    sw_individual_free(&member);
    sw_archive_close(&archive);
    return result;
}

static int take_config(struct stage *stage, const struct request *request, struct sw_error *error)
{
    struct sw_brain_shape shape;

    if (sw_run_settings(request->path, NULL, 0, &stage->settings, error) != 0 ||
        refuse_others(request->path, &stage->settings, error) != 0)
        return -1;
    stage->mutation = sw_settings_body_lead(&stage->settings, 0).mutation;
    shape = sw_settings_shape(&stage->settings);
    if (sw_brain_layout(&shape, &stage->layout, error) != 0)
        return -1;
    stage->weights = sw_allocate_floats(stage->layout.floats, "making a founder", error);
    if (stage->weights == NULL)
        return -1;
    sw_brain_founder(&stage->layout, stage->settings.run.seed, 0, stage->weights);
    snprintf(stage->name, sizeof stage->name, "founder");
    return 0;
}

static int set_stage(struct stage *stage, const struct request *request, struct sw_error *error)
{
    const struct sw_body_game *game;
    uint32_t block[4];

    if ((sw_folder_exists(request->path) ? take_run : take_config)(stage, request, error) != 0)
        return -1;
    game = sw_settings_body(&stage->settings);
    if (request->seat > game->bodies)
        return sw_fail(error, SW_EXIT_USAGE, "--seat=%" PRIu64 ": %s has %u seat%s", request->seat,
                       game->name, game->bodies, game->bodies == 1 ? "" : "s");
    stage->seat = request->seat == 0 ? SW_BODY_SEATS : (uint32_t)request->seat - 1;
    stage->world = sw_allocate(1, sizeof *stage->world, "making a world", error);
    stage->mind = sw_body_mind_create(&stage->layout, error);
    if (stage->world == NULL || stage->mind == NULL)
        return -1;
    sw_random_block(request->seeded ? request->seed : stage->settings.run.seed,
                    SW_RANDOM_BODY_EXAMINATION, request->world, 0, 0, block);
    sw_body_begin(stage->world, game, (uint64_t)block[1] << 32 | block[0], false);
    stage->world->telepathic = stage->settings.body.speech == SW_BODY_SPEECH_ORACLE;
    /* As with words, a control has another world, and here is but one: there imitating is waiting.
     */
    stage->world->imitates = (uint8_t)sw_settings_imitation(&stage->settings);
    stage->world->earshot = stage->settings.body.earshot;
    stage->world->speech_cost = stage->settings.body.speech_cost;
    stage->world->turned = stage->settings.body.window == 1;
    sw_body_mind_begin(stage->mind, stage->weights, game->bodies, SW_CONTROL_NONE);
    if (game->divides == 0)
        return 0;
    stage->newborns = sw_body_newborns_create(&stage->layout, game->bodies, error);
    if (stage->newborns == NULL)
        return -1;
    sw_body_newborns_clear(stage->newborns, stage->mutation, 0, SW_CONTROL_NONE);
    return 0;
}

static void clear(struct stage *stage)
{
    sw_body_mind_destroy(stage->mind);
    sw_body_newborns_destroy(stage->newborns);
    free(stage->weights);
    free(stage->world);
}

/* ---- how it goes on ---- */

static void think(struct stage *stage, uint8_t *act, uint8_t *say)
{
    struct sw_body_percept percept[SW_BODY_SEATS];

    memset(percept, 0, sizeof percept);
    for (uint32_t seat = 0; seat < stage->world->game->bodies; seat++)
        if (stage->world->body[seat].alive)
            sw_body_look(stage->world, seat, &percept[seat]);
    sw_body_mind_think(stage->mind, percept, act, say);
    for (uint32_t seat = 0; seat < stage->world->game->bodies && stage->newborns != NULL; seat++)
        if (sw_body_newborns_genome(stage->newborns, seat) != NULL)
            sw_body_newborns_think(stage->newborns, seat, &percept[seat], &act[seat], &say[seat]);
    for (uint32_t seat = 0; seat < stage->world->game->bodies; seat++)
        act[seat] = sw_body_meant(stage->world, seat, act[seat]);
}

/* Those that were born in the last tick. */
static void bear(struct stage *stage)
{
    const struct sw_body_world *world = stage->world;

    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        const float *parent;

        if (!(world->births >> seat & 1))
            continue;
        parent = sw_body_newborns_genome(stage->newborns, world->body[seat].parent);
        sw_body_newborns_bear(stage->newborns, seat, parent != NULL ? parent : stage->weights,
                              world, seat);
    }
}

/* What everybody sees of a tick. */
static void draw(struct stage *stage)
{
    const struct sw_body_game *game = stage->world->game;
    uint8_t colour[SW_SIDE_MAX * SW_SIDE_MAX];
    struct sw_grid grid;
    char text[64];

    sw_live_frame(&stage->screen, stage->world, stage->seat);
    if (!stage->filmed)
        return;
    sw_body_grid(stage->world, &grid);
    for (int y = 0; y < game->height; y++)
        memcpy(colour + y * game->width, grid.cell[y], game->width);
    snprintf(text, sizeof text, "tick %u, %u living", stage->world->tick,
             sw_body_living(stage->world));
    sw_body_gif_add(&stage->gif, colour, text);
}

/* One tick; false to stop. */
static bool go_on(struct stage *stage)
{
    uint8_t act[SW_TILE] = {0}, say[SW_TILE] = {0};

    think(stage, act, say);
    /* In lives without speech, and in those of its controls, no word of the own world was heard; it
     * is paid for. */
    if (stage->settings.body.speech != SW_BODY_SPEECH_NORMAL) {
        if (stage->seat < SW_BODY_SEATS)
            say[stage->seat] = 0;
        sw_body_pay_words(stage->world, say);
        memset(say, 0, sizeof say);
    }
    if (stage->screen.keys && stage->seat < SW_BODY_SEATS) {
        struct sw_live_wish wish = sw_live_key(&stage->screen);

        if (wish.quits)
            return false;
        if (!wish.left) {
            act[stage->seat] = sw_body_choice(stage->world, wish.act);
            say[stage->seat] = wish.say;
        } else {
            stage->seat = SW_BODY_SEATS;
        }
    } else {
        sw_live_pause(&stage->screen);
    }
    sw_body_channel_step(stage->world, 1, act, say, SW_BODY_SPEECH_NORMAL);
    bear(stage);
    draw(stage);
    return sw_body_living(stage->world) > 0 && !sw_signals_stopping();
}

static int show(struct stage *stage, const struct request *request, struct sw_error *error)
{
    const struct sw_body_game *game = stage->world->game;
    uint64_t ticks = request->ticked ? request->ticks : (uint64_t)stage->settings.body.ticks;
    int64_t all = sw_body_ledger(stage->world);
    int result = 0;

    stage->filmed = request->gif != NULL;
    if (stage->filmed && sw_body_gif_begin(&stage->gif, game->width, game->height, error) != 0)
        return sw_body_gif_end(&stage->gif, -1, request->gif, error);

    sw_live_begin(&stage->screen, game, sw_style_wanted(request->format), (uint32_t)request->pause,
                  stage->seat < SW_BODY_SEATS);
    printf("%s in %s, world %" PRIu64 "\n", stage->name, game->name, request->world);
    if (game->divides > 0)
        printf("children are mutants of their parents, of strength %g, as in the run\n",
               (double)stage->mutation.strength);
    if (stage->seat < SW_BODY_SEATS) {
        puts("arrow keys go; 1 to 7 speak; q quits; and:");
        sw_live_keys(game->acts, stage->world->imitates != SW_IMITATION_NO, stdout);
    }
    if (game->task != NULL)
        sw_live_task(stage->world, stage->seat, stdout);
    else if (stage->seat == SW_BODY_SEATS)
        sw_live_laws(stage->world, stdout);
    putchar('\n');
    draw(stage);
    while (stage->world->tick < ticks && go_on(stage))
        ;
    sw_live_end(&stage->screen);
    if (game->task != NULL)
        sw_live_task(stage->world, SW_BODY_SEATS, stdout);
    else
        sw_live_laws(stage->world, stdout);
    printf("energy of all that there is: %" PRId64 " units at first, %" PRId64 " now\n", all,
           sw_body_ledger(stage->world));
    if (stage->filmed)
        result = sw_body_gif_end(&stage->gif, 0, request->gif, error);
    return result;
}

/* ---- what there is ---- */

static void list(void)
{
    puts("games (worlds.source = body:NAME):");
    for (uint32_t i = 0; sw_body_game_row(i) != NULL; i++) {
        const struct sw_body_game *game = sw_body_game_row(i);

        printf("  %-17s ", game->name);
        sw_print_folded(game->description, 20, SW_TABLE_WIDTH, stdout);
    }
    puts("hidden laws:");
    for (uint32_t law = 0; law < SW_BODY_LAWS; law++) {
        printf("  %-17s ", sw_body_law_name(law));
        sw_print_folded(sw_body_law_help(law), 20, SW_TABLE_WIDTH, stdout);
    }
    puts("acts, with their keys:");
    sw_live_keys(SW_BODY_ACTS_OWN + 1, true, stdout);
}

static int live_main(int count, char **words, struct sw_error *error)
{
    struct request request = {.member = "best", .format = SW_STYLES};
    struct stage stage = {.seat = SW_BODY_SEATS};
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request.list) {
        list();
        return SW_EXIT_DONE;
    }
    if (request.gif != NULL && strcmp(request.gif, "-") == 0)
        return sw_usage(&sw_command_live, error, "--gif=-: the page goes there; name a file");
    if (request.gif != NULL &&
        (sw_file_try(request.gif, error) != 0 ||
         (!sw_folder_exists(request.path) && sw_file_apart(request.path, request.gif, error) != 0)))
        return error->code;
    if (sw_signals_install(error) != 0 || set_stage(&stage, &request, error) != 0 ||
        show(&stage, &request, error) != 0)
        result = error->code;
    clear(&stage);
    return result;
}

const struct sw_command sw_command_live = {
    .name = "live",
    .description = "show a world of bodies tick by tick, and take a seat",
    .options = options,
    .text = "The worlds are those of eval: no life met them. What a person does is not\n"
            "part of the run. Without a terminal on stdin each key is a tick, and its end\n"
            "gives the seat back.\n"
            "\n"
            "  smallworld live runs/forage\n"
            "  smallworld live clusters/forage.conf --seat=1\n",
    .main = live_main,
};
