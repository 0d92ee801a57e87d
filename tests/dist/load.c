/*
 * Whether a library of dist/ does its work on the platform that it is for; the
 * platform's name is the argument.  Counts what passes, as the suites do.
 */
#include <moonspan.h>

#include <stdio.h>
#include <string.h>

static int passed, failed;

static void check(int is_true, const char *sentence)
{
    *(is_true ? &passed : &failed) += 1;
    if (!is_true)
        printf("FAIL  %s\n", sentence);
}

int main(int argc, char **argv)
{
    const char code[] = "return 6 * 7, php.strrev('abc')";
    const char loop[] = "while true do end";
    const char *platform = moon_platform();
    int64_t state = moon_open(MOON_SANDBOX, MOON_PLAIN, 0);

    check(moon_abi() == MOON_ABI, "library and header belong together");
    check(argc == 2 && strncmp(platform, argv[1], strlen(platform)) == 0,
          "the library knows what it was built for");
    check(state > 0, "a state is opened");
    check(moon_eval(state, code, sizeof code - 1, NULL, 0) == 2,
          "a script is run");
    check(moon_result_int(state, 0) == 42, "its number is right");
    check(memcmp(moon_result_bytes(state, 1), "cba", 4) == 0,
          "its string is right");
    check(moon_eval(state, "error()", 7, NULL, 0) == MOON_ERUNTIME,
          "an error is a status");
    moon_set_limit(state, MOON_LIMIT_CPU, 10000000);
    check(moon_eval(state, loop, sizeof loop - 1, NULL, 0) == MOON_ETIME,
          "a limit ends a script");
    check(moon_close(state) == MOON_OK && moon_live_handles() == 0,
          "everything is closed in the end");
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
