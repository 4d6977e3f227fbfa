#pragma once

namespace bench {

/// What people do with a console of so many lines, each against a QPlainTextEdit, and what a look for news costs next
/// to that of a short console. False: something takes much longer than there, or a look costs more the more lines there
/// are.
bool benchmarkConsole(int lines, int rounds);

} // namespace bench
