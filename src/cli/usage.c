#include "cli/usage.h"

#include <stdio.h>

static const char lua_options[] =
    " [options] [script [args]]\n"
    "Available options are:\n"
    "  -e stat   execute string 'stat'\n"
    "  -i        enter interactive mode after executing 'script'\n"
    "  -l mod    require library 'mod' into global 'mod'\n"
    "  -l g=mod  require library 'mod' into global 'g'\n"
    "  -v        show version information\n"
    "  -E        ignore environment variables\n"
    "  -W        turn warnings on\n"
    "  --        stop handling options\n"
    "  -         stop handling options and execute stdin\n";

static const char luajit_options[] =
    " [options]... [script [args]...].\n"
    "Available options are:\n"
    "  -e chunk  Execute string 'chunk'.\n"
    "  -l name   Require library 'name'.\n"
    "  -b ...    Save or list bytecode.\n"
    "  -j cmd    Perform LuaJIT control command.\n"
    "  -O[opt]   Control LuaJIT optimizations.\n"
    "  -i        Enter interactive mode after executing 'script'.\n"
    "  -v        Show version information.\n"
    "  -E        Ignore environment variables.\n"
    "  --        Stop handling options.\n"
    "  -         Execute stdin and stop handling options.\n";

static const char our_options[] =
    "Limits (the message names the one that was reached):\n"
    "  --memory=64M         bytes, or K, M or G of them\n"
    "  --cpu=0.5            seconds of processor time\n"
    "  --wall=2             seconds\n"
    "  --instructions=N     jumps and calls\n"
    "  --output=1M          bytes that 'print' writes\n"
    "  --exit-codes         exit status 3 when memory is out,\n"
    "                       4 instructions, 5 output, 124 time\n"
    "  --sandbox            nothing that reaches outside the script\n"
    "Tools:\n"
    "  --json               print the results of the chunk, a line of JSON each\n"
    "  --check FILE...      only say what does not compile\n"
    "  --profile[=FILE]     stacks and their microseconds, for flame graphs\n"
    "  --stats              time, memory and instructions, on stderr\n"
    "  --help               this text\n"
    "  --version            versions\n"
    "Environment:\n"
    "  LUA_CLI_HISTORY      where the interactive mode keeps its history;\n"
    "                       empty for nowhere\n"
    "  NO_COLOR             no colours in the interactive mode\n";

static const char *engine_options(int is_luajit)
{
    return is_luajit ? luajit_options : lua_options;
}

void usage_refuse(const char *program, const char *word, int is_luajit)
{
    if (!is_luajit && (word[1] == 'e' || word[1] == 'l'))
        fprintf(stderr, "%s: '%s' needs argument\n", program, word);
    else if (!is_luajit)
        fprintf(stderr, "%s: unrecognized option '%s'\n", program, word);
    fprintf(stderr, "usage: %s%s", program, engine_options(is_luajit));
}

void usage_help(const char *program, int is_luajit)
{
    printf("usage: %s%s%s", program, engine_options(is_luajit), our_options);
}
