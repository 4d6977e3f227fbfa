// Headers that nearly every source of the interface reads; precompiled once for each library.
#pragma once

#include "../src/pch.h"

#include <QAbstractTableModel>
#include <QAction>
#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QTableView>
#include <QToolButton>
#include <QWidget>
