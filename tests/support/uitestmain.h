#pragma once

#include "support/testmain.h"

namespace test {

int useGuiApplication();

} // namespace test

/// In one .cpp of a program that tests widgets.
#define COHORT_GUI_TESTS static const int usesGui = test::useGuiApplication();
