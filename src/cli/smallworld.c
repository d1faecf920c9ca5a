/* smallworld.c - picks the command. Help and --version answer before anything else, MPI included.
 */
#include "config.h"

#include "commit.h"
#include "base/allocator.h"
#include "base/log.h"
#include "cli/command.h"
#include "cli/launch.h"
#include "cli/options.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static const struct sw_command *const commands[] = {SW_COMMAND_ROWS(SW_COMMAND_ADDRESS)};

enum { COMMANDS = sizeof commands / sizeof *commands };

/* Under mpirun every rank is given the same words. What is wrong with them, and help, is said by
 * rank 0 alone; the others wait for that, and end with the same code. */
enum { PATIENCE = 5 }; /* seconds, on a busy machine */

static bool is_quiet(void)
{
    return sw_launch_rank() > 0;
}

static int refuse(int code)
{
    if (is_quiet())
        sw_launch_wait(PATIENCE);
    return code;
}

/* The first line alone is what scripts read. */
static void print_version(void)
{
    char library[SW_EXCHANGE_LIBRARY];

    printf("smallworld %s\n", PACKAGE_VERSION);
    printf("commit %s\n", SW_COMMIT);
#ifdef __clang__
    printf("compiler %s\n", __VERSION__); /* "Clang 14.0.6" */
#else
    printf("compiler gcc %s\n", __VERSION__);
#endif
    printf("MPI %s\n", sw_exchange_library(library));
    printf("allocator %s\n", sw_allocator_name());
}

static void print_usage(FILE *out)
{
    fprintf(out, "usage: smallworld COMMAND [ARGUMENT]...\n"
                 "       smallworld help [COMMAND] | --help | -h | --version\n\n");
    for (int i = 0; i < COMMANDS; i++)
        fprintf(out, "  %-9s %s\n", commands[i]->name, commands[i]->description);
    fprintf(out,
            " smallworld help COMMAND, or COMMAND --help or -h, lists a command's arguments.\n");
}

static const struct sw_command *find(const char *name)
{
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(name, commands[i]->name) == 0)
            return commands[i];
    return NULL;
}

static bool is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

static bool is_version(const char *word)
{
    return strcmp(word, "--version") == 0;
}

/* What is wrong with the words; one sentence for all ranks. */
static int refuse_words(const char *format, const char *word)
{
    if (!is_quiet())
        sw_log_error(format, word);
    return refuse(SW_EXIT_USAGE);
}

static int refuse_command(const char *word)
{
    static const char *const versions[] = {"version", "-version", "-v", "-V"};

    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
        if (strcmp(word, versions[i]) == 0)
            return refuse_words("there is no command \"%s\"; did you mean smallworld --version?",
                                word);
    return refuse_words("there is no command \"%s\"; smallworld --help lists them", word);
}

/* "help", "help COMMAND". */
static int help(int count, char **words)
{
    const struct sw_command *command = NULL;

    if (count > 1)
        return refuse_words(
            "help is given for one command, and \"%s\" is a second word; smallworld "
            "--help lists the commands",
            words[1]);
    if (count == 1 && !is_help(words[0]) && strcmp(words[0], "help") != 0) {
        command = find(words[0]);
        if (command == NULL)
            return refuse_command(words[0]);
    }
    if (command != NULL && !is_quiet())
        sw_options_help(command, stdout);
    else if (!is_quiet())
        print_usage(stdout);
    return sw_launch_part("--help");
}

static bool asks_for_help(int count, char **words)
{
    for (int i = 0; i < count && strcmp(words[i], "--") != 0; i++)
        if (is_help(words[i]))
            return true;
    return false;
}

/* Slips that are the same in all commands. -o=x would be a file named "=x"; no option of one letter
 * takes a value so. An empty word names nothing, as a shell's variable that is not set; only what a
 * long option takes may be empty. Returns an exit code. */
static int check_words(const struct sw_command *command, int count, char **words,
                       struct sw_error *error)
{
    for (int i = 0; i < count && strcmp(words[i], "--") != 0; i++) {
        const char *word = words[i];

        if (is_version(word))
            return sw_usage(command, error,
                            "--version is asked of the program: smallworld --version");
        if (word[0] == '-' && word[1] != '-' && word[1] != '\0' && word[2] == '=')
            return sw_usage(command, error, "%.200s: write -%c %.200s", word, word[1], word + 3);
        if (word[0] == '\0' && (i == 0 || strncmp(words[i - 1], "--", 2) != 0))
            return sw_usage(command, error, "\"\" names nothing; is a shell variable empty?");
    }
    return SW_EXIT_DONE;
}

static int run_words(int count, char **words)
{
    const struct sw_command *command;
    struct sw_error error = {0};
    int code;

    if (count < 2) {
        if (!is_quiet())
            print_usage(stderr);
        return refuse(SW_EXIT_USAGE);
    }
    if (is_version(words[1])) {
        if (!is_quiet())
            print_version();
        return sw_launch_part("--version");
    }
    if (is_help(words[1]))
        return help(0, NULL);
    if (strcmp(words[1], "help") == 0)
        return help(count - 2, words + 2);
    command = find(words[1]);
    if (command == NULL)
        return refuse_command(words[1]);
    if (asks_for_help(count - 2, words + 2))
        return help(1, words + 1);
    code = check_words(command, count - 2, words + 2, &error);
    if (code == SW_EXIT_DONE)
        code = command->main(count - 1, words + 1, &error);
    if (code == SW_EXIT_DONE || error.text[0] == '\0')
        return code;
    if (code == SW_EXIT_USAGE && is_quiet())
        return refuse(code);
    sw_log_error("%s", error.text);
    return code;
}

/* Whoever reads stdout takes what is there for all there is, so a full disk must not pass for
 * success. */
static int close_stdout(int code)
{
    bool failed = ferror(stdout) != 0;

    errno = 0;
    if (fflush(stdout) == 0 && !failed)
        return code;
    if (errno != 0)
        sw_log_error("what was printed could not be written whole: %s", strerror(errno));
    else
        sw_log_error("what was printed could not be written whole");
    return code == SW_EXIT_DONE ? SW_EXIT_FAILED : code;
}

/* Were 0, 1 or 2 closed, the first files that are opened (a store!) would take their numbers, and
 * words would be printed into them. So the numbers are taken, the wrong way round: what is written
 * to a closed stdout fails as it should. */
static void hold_standard_streams(void)
{
    for (int number = 0; number <= 2; number++)
        if (fcntl(number, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY);
}

/* SMALLWORLD_LOG=quiet leaves out all but errors and warnings, debug tells more, such as each file
 * that is left out. */
static void choose_level(void)
{
    const char *level = getenv("SMALLWORLD_LOG");
    struct sw_log_settings settings = sw_log_defaults();

    if (level != NULL && strcmp(level, "debug") == 0)
        settings.level = SW_LOG_DEBUG;
    else if (level != NULL && strcmp(level, "quiet") == 0)
        settings.level = SW_LOG_QUIET;
    sw_log_setup(settings);
}

/* Under a limit of address space a thread of OpenBLAS may wait for memory for ever, and leaving by
 * exit() would wait for that thread. All that is ours is closed by now. */
static int leave(int code)
{
    struct rlimit space;

    if (getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY)
        _exit(code);
    return code;
}

int main(int count, char **words)
{
    choose_level();
    hold_standard_streams();
    return leave(close_stdout(run_words(count, words)));
}
