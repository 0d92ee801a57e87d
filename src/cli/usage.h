/*
 * How lua-cli is used, in words.
 */
#ifndef MOON_CLI_USAGE_H
#define MOON_CLI_USAGE_H

/* As `lua` answers to a word that it cannot take, on stderr. */
void usage_refuse(const char *program, const char *word, int is_luajit);

/* What --help prints, on stdout. */
void usage_help(const char *program, int is_luajit);

#endif
