// Feeds each file of a folder to the target that this is linked with.

#include "fuzzing.h"

#include <QDirIterator>
#include <QFile>
#include <cstdio>

int main(int argc, char **argv)
{
    int count = 0;
    QDirIterator files(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."), QDir::Files);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "%s cannot be read\n", qPrintable(file.fileName()));
            return 1;
        }
        std::printf("%s\n", qPrintable(file.fileName()));
        std::fflush(stdout); // the last one is the one that ended the program
        const QByteArray content = file.readAll();
        LLVMFuzzerTestOneInput(
            reinterpret_cast<const std::uint8_t *>(content.constData()), static_cast<std::size_t>(content.size()));
        ++count;
    }
    std::printf("%d inputs\n", count);
    return count > 0 ? 0 : 1;
}
