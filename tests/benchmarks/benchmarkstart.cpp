// Measures from starting the program to its first frames on the cached demo team, against a bare window of the same Qt,
// in turn. COHORT names the program; QT_QPA_PLATFORM the screen.
//   --rounds N   how often; 15 unless told
//   --floor FILE is the bare window: notes its first frame and ends

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMainWindow>
#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>

namespace {

constexpr int patience = 120'000; // milliseconds
constexpr double wantedOfTable = 1.5; // times the bare window
constexpr double wantedOfPage = 2;

double now()
{
    return static_cast<double>(std::chrono::steady_clock::now().time_since_epoch().count());
}

/// A window with nothing in it; says when its first frame was shown.
class BareWindow : public QMainWindow
{
public:
    explicit BareWindow(QString file)
        : m_file(std::move(file))
    {
        resize(1280, 800);
    }

    bool event(QEvent *event) override
    {
        const bool isDone = QMainWindow::event(event);
        if (event->type() == QEvent::UpdateRequest)
            QMetaObject::invokeMethod(this, &BareWindow::frameShown, Qt::QueuedConnection);
        return isDone;
    }

private:
    void frameShown()
    {
        QFile file(m_file);
        if (file.open(QIODevice::WriteOnly))
            file.write(QJsonDocument(QJsonObject{{QStringLiteral("frame"), now()}}).toJson());
        QApplication::quit();
    }

    QString m_file;
};

using Times = std::map<QString, std::vector<double>>; // by name, in milliseconds since the start

bool startOnce(const QString &program, const QStringList &arguments, const QString &report, Times &times)
{
    QFile::remove(report);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const double begin = now();
    process.start(program, arguments);
    QFile file(report);
    if (!process.waitForFinished(patience) || process.exitCode() != 0 || !file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "%s did not start\n", qPrintable(program));
        return false;
    }
    const QJsonObject noted = QJsonDocument::fromJson(file.readAll()).object();
    for (auto it = noted.begin(); it != noted.end(); ++it)
        times[it.key()].push_back((it->toDouble() - begin) / 1e6);
    return true;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

void print(const char *name, const std::vector<double> &values, double floor)
{
    if (values.empty())
        return;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    std::printf("%-28s %7.1f ms (%.1f-%.1f)  %.2fx\n", name, median(values), *least, *most, median(values) / floor);
}

/// The demo team, visited once.
bool prepare(const QString &program, const QString &profile)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program,
        {QStringLiteral("--demo"), QStringLiteral("--as"), QStringLiteral("admin"), QStringLiteral("--page"),
            QStringLiteral("algoperf/imagenet_vit/workspace"), QStringLiteral("--size"), QStringLiteral("1280x800"),
            QStringLiteral("--profile"), profile, QStringLiteral("--screenshot"),
            profile + QStringLiteral("/page.png")});
    return process.waitForFinished(patience) && process.exitCode() == 0;
}

int measure(const QString &self, const QString &program, int rounds)
{
    const QTemporaryDir folder;
    const QString profile = folder.filePath(QStringLiteral("profile"));
    const QString report = folder.filePath(QStringLiteral("report.json"));
    if (program.isEmpty() || !prepare(program, profile)) {
        std::fprintf(
            stderr, "COHORT has to name the program; \"%s\" did not show the demo team\n", qPrintable(program));
        return 1;
    }
    const QStringList bare{QStringLiteral("--floor"), report};
    const QStringList full{QStringLiteral("--profile"), profile, QStringLiteral("--size"), QStringLiteral("1280x800"),
        QStringLiteral("--start-report"), report};
    Times floor;
    Times times;
    for (int round = -1; round < rounds; ++round) { // the first one warms up
        if (!startOnce(self, bare, report, floor) || !startOnce(program, full, report, times))
            return 1;
        if (round < 0) {
            floor.clear();
            times.clear();
        }
    }
    const double yardstick = median(floor[QStringLiteral("frame")]);
    std::printf("from exec, median of %d (range), times the bare window\n", rounds);
    print("bare window, first frame", floor[QStringLiteral("frame")], yardstick);
    print("main()", times[QStringLiteral("main")], yardstick);
    print("window built", times[QStringLiteral("built")], yardstick);
    print("first frame", times[QStringLiteral("frame")], yardstick);
    print("frame with the table filled", times[QStringLiteral("table")], yardstick);
    print("page with its curves", times[QStringLiteral("page")], yardstick);
    std::printf("wanted: table %.1fx, page %.1fx\n", wantedOfTable, wantedOfPage);
    return times[QStringLiteral("page")].size() == static_cast<size_t>(rounds) ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QStringList words;
    for (int i = 0; i < argc; ++i)
        words.append(QString::fromLocal8Bit(argv[i]));
    if (words.value(1) == QLatin1String("--floor")) {
        const QApplication application(argc, argv);
        BareWindow window(words.value(2));
        window.show();
        return QApplication::exec();
    }
    const QCoreApplication application(argc, argv);
    const qsizetype rounds = words.indexOf(QStringLiteral("--rounds"));
    return measure(QCoreApplication::applicationFilePath(), qEnvironmentVariable("COHORT"),
        rounds < 0 ? 15 : std::max(1, words.value(rounds + 1).toInt()));
}
