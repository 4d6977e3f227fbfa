#include "embeddedteam.h"
