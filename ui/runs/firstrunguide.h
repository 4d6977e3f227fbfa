#pragma once

#include "domain/ids.h"

#include <QUrl>
#include <QWidget>

class QPlainTextEdit;

namespace ui {

class PlainLabel;

/// What an empty project shows: how to send it the first run, to be copied.
class FirstRunGuide : public QWidget
{
    Q_OBJECT

public:
    FirstRunGuide(const QUrl &server, const domain::ProjectPath &project, QWidget *parent = nullptr);

    /// Why this person may not log here; empty: the code is shown.
    void setDenial(const QString &reason);
    /// The program that logs a first run.
    [[nodiscard]] QString code() const;

private:
    void createWidgets();

    QUrl m_server;
    domain::ProjectPath m_project;
    PlainLabel *m_text = nullptr;
    QPlainTextEdit *m_code = nullptr;
    QWidget *m_codeBox = nullptr;
};

} // namespace ui
