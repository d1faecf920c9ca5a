#include "cli/live_screen.h"

#include "world/body/body_task.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* By act; an arrow key stands for the four that go. */
static const char keys[SW_BODY_ACTS + 1] = " wsadegxmpobi";

/* ---- the terminal ---- */

/* Whether a frame fits the terminal of stdout, with cells of so many columns. */
static bool fits(const struct sw_body_game *game, uint32_t columns)
{
    struct winsize size = {0};

    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
           size.ws_col >= columns * game->width && size.ws_row >= game->height + game->bodies + 3u;
}

void sw_live_begin(struct sw_live_screen *screen, const struct sw_body_game *game,
                   enum sw_render_style style, uint32_t pause, bool seated)
{
    struct termios raw;

    memset(screen, 0, sizeof *screen);
    screen->style = style;
    screen->pause = pause;
    screen->columns = style != SW_RENDER_PLAIN && 2u * game->width <= 80 ? 2 : 1;
    if (screen->columns == 2 && isatty(STDOUT_FILENO) && !fits(game, 2))
        screen->columns = 1;
    screen->redraws = style != SW_RENDER_PLAIN && fits(game, screen->columns);
    screen->keys = seated;
    if (seated && isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &screen->before) == 0) {
        raw = screen->before;
        raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
        raw.c_cc[VMIN] = 1;
        raw.c_cc[VTIME] = 0;
        screen->raw = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
    }
    if (screen->redraws)
        fputs("\033[2J\033[?25l", stdout);
}

void sw_live_end(struct sw_live_screen *screen)
{
    if (screen->raw)
        tcsetattr(STDIN_FILENO, TCSANOW, &screen->before);
    screen->raw = false;
    if (screen->redraws)
        fputs("\033[?25h", stdout);
    screen->redraws = false;
    fflush(stdout);
}

/* ---- frames ---- */

/* Whether a seat sees what the goal of its task is; SW_BODY_SEATS: whoever only looks on. */
static bool sees_goal(const struct sw_body_game *game, uint32_t seat)
{
    return seat == SW_BODY_SEATS || game->rights == NULL || !game->rights[seat].blind;
}

static char letter_of(const struct sw_body_world *world, uint32_t seat, uint32_t cell)
{
    uint8_t thing = world->thing[cell];

    if (thing >= SW_THING_BODY)
        return (char)('A' + thing - SW_THING_BODY);
    if (thing == SW_THING_ANIMAL)
        return 'a';
    if (thing >= SW_THING_PLANT)
        return (char)('1' + thing - SW_THING_PLANT);
    if (thing == SW_THING_NONE && world->goal[cell] && sees_goal(world->game, seat))
        return world->mark[cell] ? '*' : '+';
    if (thing == SW_THING_NONE)
        return world->mark[cell] ? ',' : '.';
    return thing == SW_THING_BOX ? 'o' : thing == SW_THING_STONE ? 'O' : '%';
}

static void print_background(enum sw_render_style style, uint8_t colour)
{
    struct sw_render_colour ink = sw_render_colour(colour);

    if (style == SW_RENDER_ANSI256)
        printf("\033[48;5;%um", ink.index);
    else
        printf("\033[48;2;%u;%u;%um", ink.red, ink.green, ink.blue);
}

/* In colour, plants are colours and all else letters on them. */
static void print_cell(const struct sw_live_screen *screen, uint8_t colour, char letter)
{
    char shown = letter;

    if (screen->style == SW_RENDER_PLAIN) {
        putchar(letter);
        return;
    }
    if (letter == '.' || (letter >= '1' && letter <= '4'))
        shown = ' ';
    print_background(screen->style, colour);
    printf("%c%s", shown, screen->columns == 2 ? " " : "");
}

static void print_canvas(const struct sw_live_screen *screen, const struct sw_body_world *world,
                         uint32_t seat)
{
    struct sw_grid grid;

    sw_body_grid(world, &grid);
    for (int y = 0; y < grid.height; y++) {
        for (int x = 0; x < grid.width; x++)
            print_cell(screen, grid.cell[y][x], letter_of(world, seat, sw_body_cell(x, y)));
        puts(screen->style == SW_RENDER_PLAIN ? "" : "\033[0m");
    }
}

static const char *what_happened(const struct sw_body *body)
{
    if (!body->alive)
        return "dead";
    if (body->event >= SW_EVENT_EATEN)
        return (body->event - SW_EVENT_EATEN) % 2 != 0 ? "ate food" : "ate poison";
    return body->event == SW_EVENT_MEAT      ? "ate meat"
           : body->event == SW_EVENT_BLOCKED ? "blocked"
                                             : "";
}

static void print_body(const struct sw_body_world *world, uint32_t seat, bool person)
{
    const struct sw_body *body = &world->body[seat];

    printf("%c%s %s, size %u, energy %d, %u of %u meals good", 'A' + (int)seat,
           person ? " (you)" : "", sw_body_act_name(body->act), body->size, body->energy,
           body->good, body->meals);
    if (body->imitates)
        printf(", by imitation");
    if (body->said != 0)
        printf(", says %u", body->said);
    if (what_happened(body)[0] != '\0')
        printf(", %s", what_happened(body));
}

void sw_live_frame(const struct sw_live_screen *screen, const struct sw_body_world *world,
                   uint32_t seat)
{
    const char *end = screen->redraws ? "\033[K\n" : "\n";

    if (screen->redraws)
        fputs("\033[H", stdout);
    printf("tick %u%s", world->tick, end);
    print_canvas(screen, world, seat);
    for (uint32_t i = 0; i < world->game->bodies; i++) {
        if (!sw_body_taken(&world->body[i]))
            continue;
        print_body(world, i, i == seat);
        fputs(end, stdout);
    }
    if (!screen->redraws)
        putchar('\n');
    fflush(stdout);
}

void sw_live_pause(const struct sw_live_screen *screen)
{
    struct timespec time = {screen->pause / 1000, (long)(screen->pause % 1000) * 1000000};

    if (screen->redraws || isatty(STDOUT_FILENO))
        nanosleep(&time, NULL);
}

/* ---- keys ---- */

/* One byte of stdin: -1 at its end, -2 if none came in time. */
static int next_byte(const struct sw_live_screen *screen, int wait)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    unsigned char byte;

    if (screen->raw && poll(&input, 1, wait) <= 0)
        return -2;
    return read(STDIN_FILENO, &byte, 1) == 1 ? byte : -1;
}

/* The rest of an escape sequence: which way its arrow goes, or a wait. */
static uint8_t arrow(const struct sw_live_screen *screen)
{
    static const char ends[] = "ABDC"; /* up, down, left, right: the order of the acts */
    int byte = next_byte(screen, 50);
    const char *at;

    if (byte != '[' && byte != 'O')
        return SW_BODY_WAIT;
    byte = next_byte(screen, 50);
    at = byte > 0 ? strchr(ends, byte) : NULL;
    return (uint8_t)(at == NULL ? SW_BODY_WAIT : SW_BODY_UP + (at - ends));
}

struct sw_live_wish sw_live_key(struct sw_live_screen *screen)
{
    struct sw_live_wish wish = {.act = SW_BODY_WAIT};
    int byte = '\n';
    const char *at;

    while (byte == '\n' || byte == '\r')
        byte = next_byte(screen, (int)screen->pause);
    wish.left = byte == -1;
    wish.quits = byte == 'q';
    if (byte == '\033')
        wish.act = arrow(screen);
    else if (byte >= '1' && byte < '0' + (int)SW_BODY_TOKENS)
        wish.say = (uint8_t)(byte - '0');
    else if (byte > 0 && (at = strchr(keys, byte)) != NULL)
        wish.act = (uint8_t)(at - keys);
    screen->keys &= !wish.left;
    return wish;
}

void sw_live_keys(uint32_t acts, bool imitates, FILE *out)
{
    for (uint32_t act = 0; act < SW_BODY_ACTS; act++)
        if (act == SW_BODY_IMITATE ? imitates : act < acts)
            fprintf(out, "  %c  %-9s  %s\n", keys[act] == ' ' ? '_' : keys[act],
                    sw_body_act_name(act), sw_body_act_help(act));
}

/* ---- laws ---- */

static void print_colours(uint32_t bits, FILE *out)
{
    for (uint32_t colour = 0; colour < SW_BODY_COLOURS; colour++)
        if (bits >> colour & 1)
            fprintf(out, " %u", colour + 1);
}

static void print_target(const struct sw_body_world *world, FILE *out)
{
    switch (world->game->task->target) {
    case SW_TARGET_COLOUR:
        fprintf(out, "colour %u", world->target + 1u);
        break;
    case SW_TARGET_WAY:
        fprintf(out, "the way home, %s", sw_direction_name(world->target));
        break;
    case SW_TARGET_CORNER:
        fprintf(out, "the %s %s corner", world->target >> 1 ? "lower" : "upper",
                world->target & 1 ? "right" : "left");
        break;
    case SW_TARGET_SIGHT:
        fputs("cells where one is not seen", out);
        break;
    case SW_TARGET_GOODS:
        fprintf(out, "the plant of the next; body 1 began with colour %u", world->target + 1u);
        break;
    default:
        fprintf(out, "a drawing of %u cell%s", world->target + 1u, world->target == 0 ? "" : "s");
    }
}

static bool is_told(const struct sw_body_game *game, uint32_t seat)
{
    return seat == SW_BODY_SEATS || game->rights == NULL || !game->rights[seat].untold;
}

void sw_live_task(const struct sw_body_world *world, uint32_t seat, FILE *out)
{
    const struct sw_body_task *task = world->game->task;
    int32_t progress = task->progress(world);

    fprintf(out, "%s: ", task->name);
    if (is_told(world->game, seat))
        print_target(world, out);
    else
        fputs("you are not told what", out);
    fprintf(out, "; done when %s; %d %% so far%s\n", task->success, progress * 100 / SW_BODY_WHOLE,
            progress == SW_BODY_WHOLE ? ": it is done" : "");
}

void sw_live_laws(const struct sw_body_world *world, FILE *out)
{
    static const char *const growth[SW_GROWTHS] = {"anywhere", "in one quarter", "at the edge"};
    const struct sw_body_physics *physics = &world->physics;
    uint8_t yields = physics->yields;

    fputs("plants that feed:", out);
    print_colours(physics->feeds, out);
    fputs("; that poison:", out);
    print_colours(~(uint32_t)physics->feeds & ((1u << world->game->colours) - 1), out);
    fprintf(out, "; they grow %s\ngives way:%s%s%s%s", growth[physics->growth],
            yields & SW_YIELD_LOOSE ? " loose things" : "", yields & SW_YIELD_FOOD ? " food" : "",
            yields & SW_YIELD_BODIES ? " bodies" : "", yields == 0 ? " nothing" : "");
    if (physics->gravity < SW_DIRECTIONS)
        fprintf(out, "; things fall %s", sw_direction_name(physics->gravity));
    if (physics->touch != 0) {
        fputs("\na touch of", out);
        print_colours(physics->touch, out);
        if (physics->makes < SW_BODY_COLOURS)
            fprintf(out, " makes %u", physics->makes + 1u);
        else
            fputs(" leaves nothing", out);
    }
    fputc('\n', out);
}
