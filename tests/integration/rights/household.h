#pragma once

#include "scene.h"
#include "unit/server/serverfixture.h"

#include <QHash>
#include <QUrl>

namespace test {

/// Somebody whose rights are looked at: a place on each of the axes that the rule book knows.
struct Inhabitant
{
    QString name; ///< says what it is about
    domain::BaseRole role = domain::BaseRole::None; ///< in the team; None: outside
    domain::Seat seat = domain::Seat::Full;
    domain::OrgRole orgRole = domain::OrgRole::Member;
    domain::BaseRole projectRole = domain::BaseRole::None; ///< None: as in the team
    bool isServiceAccount = false;
};

/// A running server with a team, and people of every role in it and around it.
class Household
{
public:
    Household();

    [[nodiscard]] bool isSound() const { return m_isSound; }
    /// Everybody, in the order in which they are asked; service accounts are the last.
    [[nodiscard]] const QList<Inhabitant> &people() const { return m_people; }
    [[nodiscard]] QUrl url() { return m_server.server().url(); }
    [[nodiscard]] QString key(const QString &person) const { return m_keys.value(person); }
    [[nodiscard]] ServerFixture &server() { return m_server; }

    /// A new scene for that person; `standpoint` without a project role, which is the person's own.
    Scene makeScene(const Inhabitant &person, Standpoint standpoint);

private:
    bool settle(const Inhabitant &person);
    bool settleServiceAccount(const QString &name, const QString &team);

    ServerFixture m_server;
    QList<Inhabitant> m_people;
    QHash<QString, QString> m_keys;
    int m_scenes = 0;
    bool m_isSound = false;
};

} // namespace test
