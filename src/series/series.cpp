#include "series/points.h"
