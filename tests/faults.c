/* Loaded with LD_PRELOAD: the n-th call that changes a file fails, and, if asked, every one after it.
 *
 * arm(n, error, how): n counts from 1 over all calls below; `how` is 0 for this call only, 1 for this call
 * and all writes after it (a disk that is full), 2 for a short write followed by full-disk errors.
 * Standard streams are left alone.  calls() tells how many calls there were.
 *
 * fdatasync of a directory is SQLite's, which does not look at its result (os_unix.c says why), so it is let
 * through; the crawler syncs the directory with fsync itself, and that one counts.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long countdown = -1;
static long counted = 0;
static int failure = 0;
static int manner = 0;
static int broken = 0;

void arm(long n, int error, int how) {
    countdown = n;
    failure = error;
    manner = how;
    broken = 0;
    counted = 0;
}

long calls(void) { return counted; }

/* 0: go on; 1: fail; 2: do half of it. */
static int verdict(int writes) {
    if (countdown < 0) return 0;
    counted++;
    if (broken && writes) return 1;
    if (counted != countdown) return 0;
    if (manner > 0) broken = 1;
    return manner == 2 && writes ? 2 : 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL do { errno = failure; return -1; } while (0)

ssize_t write(int fd, const void *bytes, size_t length) {
    if (fd > 2) switch (verdict(1)) {
        case 1: FAIL;
        case 2: if (length > 1) length /= 2;
    }
    return REAL(write)(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    if (fd > 2 && verdict(1) == 1) FAIL;
    return REAL(pwrite)(fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
    if (fd > 2 && verdict(1) == 1) FAIL;
    return REAL(pwrite64)(fd, bytes, length, offset);
}

int fsync(int fd) {
    if (verdict(0)) FAIL;
    return REAL(fsync)(fd);
}

int fdatasync(int fd) {
    struct stat status;
    if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) return REAL(fdatasync)(fd);
    if (verdict(0)) FAIL;
    return REAL(fdatasync)(fd);
}

int ftruncate(int fd, off_t length) {
    if (verdict(0)) FAIL;
    return REAL(ftruncate)(fd, length);
}

int ftruncate64(int fd, off64_t length) {
    if (verdict(0)) FAIL;
    return REAL(ftruncate64)(fd, length);
}

int rename(const char *from, const char *to) {
    if (verdict(0)) FAIL;
    return REAL(rename)(from, to);
}
