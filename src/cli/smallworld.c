#include "config.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

static const char usage[] = "usage: smallworld --help | --version\n";

int main(int count, char **words)
{
    if (count == 2 && strcmp(words[1], "--version") == 0) {
        printf("smallworld %s\n", PACKAGE_VERSION);
        return SW_EXIT_DONE;
    }
    if (count == 2 && strcmp(words[1], "--help") == 0) {
        fputs(usage, stdout);
        return SW_EXIT_DONE;
    }
    fputs(usage, stderr);
    return SW_EXIT_USAGE;
}
