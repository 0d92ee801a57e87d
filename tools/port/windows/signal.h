#ifndef PORT_SIGNAL_H
#define PORT_SIGNAL_H

#include_next <signal.h>

struct sigaction {
    void (*sa_handler)(int);
};

static inline int sigaction(int number, const struct sigaction *action,
                            struct sigaction *old)
{
    (void)old;
    return signal(number, action->sa_handler) == SIG_ERR ? -1 : 0;
}

#endif
