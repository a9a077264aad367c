#include "cli/cli.h"

int main(int argc, char **argv)
{
    return jb_run(argc, argv);
}
