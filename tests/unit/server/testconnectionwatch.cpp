#include "server/connectionwatch.h"
#include "support/testmain.h"

#include <QTest>
#include <array>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using server::ConnectionWatch;
using Phase = ConnectionWatch::Phase;
using namespace std::chrono_literals;

namespace {

/// A connection that the watch may end.
class Visit
{
public:
    explicit Visit(ConnectionWatch &watch)
        : m_watch(watch)
    {
        if (::socketpair(AF_UNIX, SOCK_STREAM, 0, m_ends.data()) == 0)
            m_watch.opened(this, m_ends[0]);
    }
    ~Visit()
    {
        m_watch.closed(this);
        ::close(m_ends[0]);
        ::close(m_ends[1]);
    }
    Q_DISABLE_COPY_MOVE(Visit)

    void enter(Phase phase) { m_watch.enter(this, phase); }
    void speak() { m_watch.heard(this); }
    [[nodiscard]] bool isInside() const
    {
        char byte = 0;
        return ::recv(m_ends[1], &byte, 1, MSG_DONTWAIT | MSG_PEEK) < 0;
    }

private:
    ConnectionWatch &m_watch;
    std::array<int, 2> m_ends{-1, -1};
};

/// Three are let in; each enters its phase, then a fourth comes.
class Crowded
{
public:
    explicit Crowded(const std::vector<Phase> &phases, std::chrono::milliseconds answer = 1h)
        : watch{{.connections = 3, .answer = answer}}
    {
        for (size_t i = 0; i < phases.size(); ++i)
            visits.push_back(std::make_unique<Visit>(watch));
        for (size_t i = 0; i < phases.size(); ++i)
            visits[i]->enter(phases[i]);
    }
    void oneMore() { visits.push_back(std::make_unique<Visit>(watch)); }
    /// The places of those who had to go.
    [[nodiscard]] QList<int> gone() const
    {
        QList<int> places;
        for (size_t i = 0; i < visits.size(); ++i) {
            if (!visits[i]->isInside())
                places.append(static_cast<int>(i));
        }
        return places;
    }

    ConnectionWatch watch;
    std::vector<std::unique_ptr<Visit>> visits;
};

} // namespace

/// Who goes when there are too many.
class TestConnectionWatch : public QObject
{
    Q_OBJECT

private slots:
    void nobodyGoesAsLongAsThereIsRoom()
    {
        Crowded house({Phase::Head, Phase::Body});
        house.oneMore();
        QCOMPARE(house.gone(), QList<int>());
    }

    void whoWaitsLongestWithoutAHeadGoes()
    {
        Crowded house({Phase::Body, Phase::Head, Phase::Head});
        house.oneMore();
        QCOMPARE(house.gone(), QList<int>{1});
        house.oneMore();
        QCOMPARE(house.gone(), (QList<int>{1, 2}));
    }

    void whoWasRefusedGoesBeforeWhoIsHeard()
    {
        Crowded house({Phase::Body, Phase::Refused, Phase::Body});
        house.visits[1]->speak();
        house.oneMore();
        QCOMPARE(house.gone(), QList<int>{1});
    }

    void ofBodiesTheOneThatIsSilentLongestGoes()
    {
        Crowded house({Phase::Body, Phase::Body, Phase::Body});
        house.visits[0]->speak();
        house.oneMore();
        QCOMPARE(house.gone(), QList<int>{1});
    }

    void whoTakesNothingOfTheAnswerGoesBeforeABody()
    {
        Crowded house({Phase::Answer, Phase::Body, Phase::Answer}, 0ms);
        house.visits[0]->speak();
        house.oneMore();
        QCOMPARE(house.gone(), QList<int>{2});
        house.visits[3]->enter(Phase::Head);
        house.oneMore();
        QCOMPARE(house.gone(), (QList<int>{2, 3}));
    }

    void whoHasJustBeenAnsweredStays()
    {
        Crowded house({Phase::Answer, Phase::Work, Phase::Answer}, 1h);
        house.oneMore();
        QCOMPARE(house.gone(), QList<int>{3});
    }

    void whoIsBeingAnsweredStays()
    {
        Crowded house({Phase::Work, Phase::Body, Phase::Work});
        house.oneMore();
        QCOMPARE(house.gone(), QList<int>{1});
        house.visits[3]->enter(Phase::Work);
        house.oneMore();
        QCOMPARE(house.gone(), (QList<int>{1, 4}));
    }
};

COHORT_TEST(TestConnectionWatch)
#include "testconnectionwatch.moc"
