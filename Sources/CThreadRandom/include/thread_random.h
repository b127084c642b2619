#pragma once

// liblinear shuffles with the C library's rand(), whose one state all threads of a program share: trainings side by
// side would disturb each other's numbers. This target defines rand() anew; the dynamic linker takes a program's own
// definition before a library's. Each thread has a state of its own, and the numbers are those of glibc's rand().

/// Begins this thread's numbers anew, as srand() does.
void redian_seed_thread_random(unsigned seed);
