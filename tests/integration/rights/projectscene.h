#pragma once

#include "scenepart.h"

#include <QList>

namespace test {

/// A project of the team and what the person who asks finds in it: runs, reports and views, a sweep, automations.
class ProjectScene : public ScenePart
{
public:
    /// Numbers; `owner`: has made everything.
    ProjectScene(SceneDesk &desk, qint64 team, qint64 person, qint64 owner)
        : ScenePart(desk)
        , m_team(team)
        , m_person(person)
        , m_owner(owner)
    { }

    /// Its number. What is made later lies in the last one.
    qint64 makeProject(const QString &name, const Standpoint &standpoint);
    qint64 makeRun(const QString &name, bool isDeleted);
    void makeViews(Share share);
    void makeSweep();
    void makeAutomations();

private:
    qint64 makeView(const char *type, const char *name, const char *spec, const char *word);
    QString shareReport(qint64 report, const char *name, Share how, const QList<qint64> &people);

    const qint64 m_team;
    const qint64 m_person;
    const qint64 m_owner;
    qint64 m_project = 0;
};

} // namespace test
