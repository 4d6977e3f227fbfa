#include "crowdbenchmark.h"

#include "measure.h"
#include "support/crowd.h"
#include "support/httplink.h"
#include "support/serverprocess.h"

#include <atomic>
#include <cstdio>
#include <thread>

namespace bench {

namespace {

constexpr double promisedWait = 200; // milliseconds, for a new client
constexpr double promisedEnd = 2000;
/// An empty server needs less than this; so many times as long, so many times as busy is the machine.
constexpr double usualWait = 20;
constexpr int newClients = 40;

const QByteArray halfAHead = "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ";
const QByteArray halfABody =
    "POST /files/lab/p/r/file_stream HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{";
const QByteArray ask = "GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

struct Crowding
{
    const char *name;
    int size;
    QByteArray says;
    bool drips = false;
};

/// From connecting to the answer, in milliseconds; empty: somebody was not served.
std::vector<double> waitsOfNewClients(quint16 port)
{
    std::vector<double> waits;
    waits.reserve(newClients);
    for (int i = 0; i < newClients; ++i) {
        int status = 0;
        waits.push_back(milliseconds([&] { status = test::HttpLink(port, {}).send("GET", "/ready", {}).status; }));
        if (status != 200)
            return {};
    }
    return waits;
}

std::vector<double> waitsAmong(quint16 port, const Crowding &crowding, int &inside)
{
    test::Crowd crowd(port);
    for (int i = 0; i < crowding.size; ++i) {
        if (!crowd.join(crowding.says))
            return {};
    }
    std::atomic_bool isEnding = !crowding.drips;
    std::thread dripping([&] {
        for (; !isEnding; std::this_thread::sleep_for(std::chrono::milliseconds(50)))
            crowd.sayToAll('a');
    });
    std::vector<double> waits = waitsOfNewClients(port);
    isEnding = true;
    dripping.join();
    inside = crowd.countInside();
    return waits;
}

bool measureCrowding(quint16 port, const Crowding &crowding, bool isStrict)
{
    const std::vector<double> alone = waitsOfNewClients(port);
    int inside = 0;
    const std::vector<double> among = waitsAmong(port, crowding, inside);
    if (alone.empty() || among.empty()) {
        std::printf("%-30s NOT SERVED\n", crowding.name);
        return false;
    }
    const double allowed = isStrict ? promisedWait : promisedWait * std::max(1.0, median(alone) / usualWait);
    const double counting = isStrict ? part(among, 0.99) : median(among);
    const bool isGood = counting < allowed && inside > crowding.size / 2;
    std::printf("%-30s half %.1f ms, 99 %% %.1f ms, all %.1f ms; %.1fx an empty server's %.1f ms; %d still inside%s\n",
        crowding.name, median(among), part(among, 0.99), part(among, 1), median(among) / median(alone), median(alone),
        inside, isGood ? "" : " HELD UP");
    return isGood;
}

bool measureEnd(test::ServerProcess &server, bool isStrict)
{
    const double alone = median(waitsOfNewClients(server.port()));
    test::Crowd crowd(server.port());
    for (int i = 0; i < 300; ++i) {
        if (!crowd.join(i % 2 == 0 ? halfAHead : halfABody))
            return false;
    }
    int code = -1;
    const double took = milliseconds([&] { code = server.stop(); });
    const double allowed = isStrict ? promisedEnd : promisedEnd * std::max(1.0, alone / usualWait);
    const bool isGood = code == 0 && took < allowed;
    std::printf("ends among 300 of them in %.0f ms%s\n", took, isGood ? "" : " HELD UP");
    return isGood;
}

} // namespace

bool benchmarkCrowds(test::ServerProcess &server, bool isStrict)
{
    test::Crowd::makeRoom();
    bool isGood = true;
    std::printf("new clients are served within, while the server is crowded by\n");
    for (const Crowding &crowding :
        {Crowding{"500 that say nothing", 500, {}}, Crowding{"500 of half a head", 500, halfAHead},
            Crowding{"500 of half a body", 500, halfABody}, Crowding{"200 that drip", 200, halfAHead, true},
            Crowding{"100 that read no answer", 100, ask.repeated(50)}})
        isGood = measureCrowding(server.port(), crowding, isStrict) && isGood;
    return measureEnd(server, isStrict) && isGood;
}

} // namespace bench
