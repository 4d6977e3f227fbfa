#include "ui/runs/firstrunguide.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>

namespace ui {

namespace {

/// A Python string literal; names are foreign text.
QString pythonText(const QString &text)
{
    QString literal(QLatin1Char('"'));
    for (const QChar c : text) {
        if (c == QLatin1Char('"') || c == QLatin1Char('\\'))
            literal += QLatin1Char('\\');
        literal += c < QLatin1Char(' ') ? QLatin1Char(' ') : c;
    }
    return literal + QLatin1Char('"');
}

} // namespace

FirstRunGuide::FirstRunGuide(const QUrl &server, const domain::ProjectPath &project, QWidget *parent)
    : QWidget(parent)
    , m_server(server)
    , m_project(project)
{
    setObjectName(QStringLiteral("firstRunGuide"));
    createWidgets();
    setDenial({});
}

void FirstRunGuide::createWidgets()
{
    auto *title = new PlainLabel(tr("No runs yet"), this);
    title->setFont(scaledFont(font(), 1.4, true));
    m_text = new PlainLabel(this);
    m_text->setWordWrap(true);
    m_text->setMuted(true);
    m_codeBox = new QWidget(this);
    m_code = new QPlainTextEdit(code(), m_codeBox);
    m_code->setObjectName(QStringLiteral("firstRunCode"));
    m_code->setAccessibleName(tr("Program that logs a first run"));
    m_code->setReadOnly(true);
    m_code->setTabChangesFocus(true);
    m_code->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_code->setFont(monospaceFont(font()));
    const int lines = m_code->document()->blockCount() + 1;
    m_code->setFixedHeight(QFontMetrics(m_code->font()).lineSpacing() * lines + gap(4));
    auto *copy = new QPushButton(icon("copy"), tr("Copy"), m_codeBox);
    copy->setObjectName(QStringLiteral("copyFirstRun"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(code()); });
    auto *inner = new QVBoxLayout(m_codeBox);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(gap(2));
    inner->addWidget(m_code);
    inner->addWidget(copy, 0, Qt::AlignLeft);
    auto *box = new QWidget(this);
    box->setMaximumWidth(textWidth(this, 90));
    auto *column = new QVBoxLayout(box);
    column->setSpacing(gap(3));
    column->addWidget(title);
    column->addWidget(m_text);
    column->addWidget(m_codeBox);
    auto *outer = new QGridLayout(this);
    outer->setColumnStretch(0, 1);
    outer->setColumnStretch(1, 6);
    outer->setColumnStretch(2, 1);
    outer->setRowStretch(0, 1);
    outer->setRowStretch(2, 2);
    outer->addWidget(box, 1, 1);
}

void FirstRunGuide::setDenial(const QString &reason)
{
    m_codeBox->setVisible(reason.isEmpty());
    m_text->setText(reason.isEmpty()
            ? tr("Runs appear here as soon as a program logs to this project. The first program asks for an API key of "
                 "yours and keeps it.")
            : reason);
}

QString FirstRunGuide::code() const
{
    QString text = QStringLiteral("import os\n");
    text += QStringLiteral("os.environ[\"WANDB_BASE_URL\"] = %1\n").arg(pythonText(m_server.toString()));
    text += QStringLiteral("import wandb\n\n");
    text += QStringLiteral("run = wandb.init(entity=%1, project=%2)\n")
                .arg(pythonText(m_project.entity), pythonText(m_project.project));
    text += QStringLiteral("for step in range(100):\n    run.log({\"loss\": 1 / (step + 1)})\nrun.finish()\n");
    return text;
}

} // namespace ui

#include "moc_firstrunguide.cpp"
