/* What a command says of a sound run when the system refuses it something: memory, a file, a page
 * of the disk. It is never that the run is damaged (exit code 3), and never that all is well when
 * not all was looked at. The linker puts the functions below in the place of malloc and its kin,
 * open and pread, for our own code (libraries keep theirs); each refuses its Nth call, once or from
 * there on. */
#include "cli/command.h"
#include "base/log.h"
#include "population/run.h"
#include "store/store.h"
#include "tests/unit/unit_test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum refused { MEMORY, FILES, PAGES };

static enum refused what;
static uint64_t until;     /* the call that is refused, counted down; 0: none is */
static bool for_good, met; /* all later ones too; one was refused */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
int __real_posix_memalign(void **memory, size_t alignment, size_t size);
int __real_open(const char *path, int flags, ...);
ssize_t __real_pread(int file, void *bytes, size_t size, off_t offset);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
int __wrap_posix_memalign(void **memory, size_t alignment, size_t size);
int __wrap_open(const char *path, int flags, ...);
ssize_t __wrap_pread(int file, void *bytes, size_t size, off_t offset);

static bool refuse(enum refused kind)
{
    if (until == 0 || kind != what || (--until != 0 && !(for_good && met)))
        return false;
    if (for_good)
        until = UINT64_MAX;
    met = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return refuse(MEMORY) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refuse(MEMORY) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return refuse(MEMORY) ? NULL : __real_realloc(memory, size);
}

int __wrap_posix_memalign(void **memory, size_t alignment, size_t size)
{
    return refuse(MEMORY) ? ENOMEM : __real_posix_memalign(memory, alignment, size);
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list arguments;
    int mode;

    va_start(arguments, flags);
    mode = (flags & O_CREAT) != 0 ? va_arg(arguments, int) : 0;
    va_end(arguments);
    if (refuse(FILES)) {
        errno = EMFILE;
        return -1;
    }
    return __real_open(path, flags, mode);
}

ssize_t __wrap_pread(int file, void *bytes, size_t size, off_t offset)
{
    if (refuse(PAGES)) {
        errno = EIO;
        return -1;
    }
    return __real_pread(file, bytes, size, offset);
}

/* ---- a run ---- */

static char folder[64], printed[80];

static const char *const settings[] = {
    "run.generations=4",
    "run.members=4",
    "run.keyframe_every=2",
    "agent.features=16",
    "agent.hidden=16",
    "agent.memory=16",
    "agent.experts=1",
    "life.worlds=1",
    "phase2.from=2",
    "worlds.laws=mirror",
    "output.progress_every=3600",
};

static int run(const char *name, const char *config, bool resume, struct sw_error *error)
{
    struct sw_exchange exchange;
    struct sw_run_options options = {.folder = name,
                                     .config = config,
                                     .set = settings,
                                     .sets = sizeof settings / sizeof *settings,
                                     .resume = resume,
                                     .stop_at = 3,
                                     .version = "test"};

    sw_exchange_alone(&exchange);
    return sw_run(&exchange, &options, error);
}

static void begin(void)
{
    struct sw_log_settings log = sw_log_defaults();
    struct sw_error error = {0};

    log.level = SW_LOG_QUIET;
    log.descriptor = __real_open("/dev/null", O_WRONLY);
    sw_log_setup(log);
    snprintf(folder, sizeof folder, "/tmp/smallworld-refusals-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(printed, sizeof printed, "%s.out", folder);
    ck_assert_msg(run(folder, NULL, false, &error) == 0, "%s", error.text);
}

static void end(void)
{
    char command[200];

    snprintf(command, sizeof command, "rm -rf %s %s", folder, printed);
    ck_assert_int_eq(system(command), 0);
}

/* ---- commands over it ---- */

struct act {
    const struct sw_command *command;
    const char *words[4];
};

static const struct act acts[] = {
    {&sw_command_check, {"check", folder, NULL}},
    {&sw_command_check, {"check", folder, "--quick", NULL}},
    {&sw_command_inspect, {"inspect", folder, NULL}},
    {&sw_command_inspect, {"inspect", folder, "9", NULL}},
    {&sw_command_lineage, {"lineage", folder, "--all", NULL}},
    {&sw_command_eval, {"eval", folder, "--puzzles=4", NULL}},
    {&sw_command_replay, {"replay", folder, NULL}},
    {NULL, {"--resume"}}, /* the store opened to go on */
};

/* Does it with the Nth call refused (0: none); its exit code. What it prints goes into a file. */
static int try_act(const struct act *act, uint64_t at, struct sw_error *error)
{
    char *words[4] = {0};
    int count = 0, code, out = dup(STDOUT_FILENO);
    int file = __real_open(printed, O_WRONLY | O_CREAT | O_TRUNC, 0644);

    memset(error, 0, sizeof *error);
    fflush(stdout);
    ck_assert(out >= 0 && file >= 0 && dup2(file, STDOUT_FILENO) >= 0);
    close(file);
    while (count < 4 && act->words[count] != NULL) {
        words[count] = (char *)act->words[count];
        count++;
    }
    met = false;
    until = at;
    if (act->command != NULL) {
        code = act->command->main(count, words, error);
    } else {
        struct sw_store *store = sw_store_open(folder, true, false, error);

        code = store != NULL ? 0 : error->code;
        sw_store_close(store);
    }
    until = 0;
    fflush(stdout);
    dup2(out, STDOUT_FILENO);
    close(out);
    return code;
}

static char *read_printed(void)
{
    char *text = calloc(1, 1 << 20);
    int file = __real_open(printed, O_RDONLY);

    ck_assert(text != NULL && file >= 0);
    ck_assert_int_ge(read(file, text, (1 << 20) - 1), 0);
    close(file);
    return text;
}

START_TEST(test_refused)
{
    static const char *const names[] = {"memory", "open", "pread"};
    const struct act *act = &acts[_i / 6];
    struct sw_error error;
    uint64_t refusals = 0, told = 0;
    char *whole;

    begin();
    what = MEMORY;
    ck_assert_msg(try_act(act, 0, &error) == 0, "%s", error.text);
    whole = read_printed();
    what = (enum refused)(_i % 6 / 2);
    for_good = _i % 2 != 0;
    for (uint64_t at = 1; at < 100000; at += at < 60 ? 1 : at / 10) {
        int code = try_act(act, at, &error);

        if (!met)
            break;
        refusals++;
        told += code != 0;
        ck_assert_msg(code == SW_EXIT_DONE || code == SW_EXIT_FAILED, "%s %s: %s %lu: code %d: %s",
                      act->words[0], act->words[1], names[what], (unsigned long)at, code,
                      error.text);
        ck_assert_msg(code == 0 || strlen(error.text) > 20, "%s %lu: no sentence", names[what],
                      (unsigned long)at);
        if (code == 0) { /* it could do without: then the result is the same */
            char *again = read_printed();

            ck_assert_msg(strcmp(whole, again) == 0, "%s: %s %lu: it says\n%s", act->words[0],
                          names[what], (unsigned long)at, again);
            free(again);
        }
    }
    /* No refusal has changed the run. */
    ck_assert_msg(try_act(&acts[0], 0, &error) == 0, "%s", error.text);
    printf("# %s: %lu of %lu calls refused were told (%s, %s)\n", act->words[0],
           (unsigned long)told, (unsigned long)refusals, names[what],
           for_good ? "for good" : "once");
    fflush(stdout);
    ck_assert_uint_gt(told, 0);
    free(whole);
    end();
}
END_TEST

/* A config that cannot be read is no mistake in it: exit code 1; one that is not there is: 2. */
START_TEST(test_config)
{
    char config[100];
    struct sw_error error = {0};
    struct sw_settings out;
    FILE *file;

    begin();
    snprintf(config, sizeof config, "%s/run.conf", folder);
    file = fopen(config, "w");
    fprintf(file, "[run]\nmembers = 4\n");
    fclose(file);
    for (what = MEMORY; what <= FILES; what++) {
        memset(&error, 0, sizeof error);
        met = for_good = false;
        until = 1;
        ck_assert_int_eq(sw_run_settings(config, NULL, 0, &out, &error), -1);
        until = 0;
        ck_assert_msg(met && error.code == SW_EXIT_FAILED, "code %d: %s", error.code, error.text);
    }
    memset(&error, 0, sizeof error);
    ck_assert_int_eq(sw_run_settings("/nowhere/run.conf", NULL, 0, &out, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    memset(&error, 0, sizeof error);
    ck_assert_int_eq(sw_run_settings(folder, NULL, 0, &out, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    end();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("refusals");
    TCase *c = tcase_create("refusals");

    tcase_set_timeout(c, 600);
    tcase_add_test(c, test_config);
    tcase_add_loop_test(c, test_refused, 0, (int)(sizeof acts / sizeof *acts) * 6);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
