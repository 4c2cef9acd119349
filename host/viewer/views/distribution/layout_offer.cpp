// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/distribution/layout_offer.hpp"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>

#include "host/viewer/jobs/job_queue.hpp"

namespace vantage::viewer {

LayoutOffer::LayoutOffer(QWidget* parent)
    : QWidget(parent),
      text_(new QLabel(this)),
      compute_(new QPushButton(tr("Compute layouts"), this)),
      cancel_(new QPushButton(tr("Cancel layouts"), this)),
      bar_(new QProgressBar(this)) {
  text_->setWordWrap(true);
  text_->setAlignment(Qt::AlignCenter);
  bar_->setRange(0, 1000);
  bar_->setMaximumWidth(180);
  bar_->setAccessibleName(tr("Progress of the layouts"));
  compute_->setToolTip(tr("By t-SNE of the distances between classes, in the background"));
  cancel_->setToolTip(tr("Layouts that are done are kept"));
  auto* row = new QHBoxLayout;
  row->addStretch(1);
  for (QWidget* w :
       {static_cast<QWidget*>(compute_), static_cast<QWidget*>(bar_), static_cast<QWidget*>(cancel_)})
    row->addWidget(w);
  row->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 4, 16, 4);
  column->addStretch(1);
  column->addWidget(text_);
  column->addLayout(row);
  column->addStretch(1);
  connect(compute_, &QPushButton::clicked, this, &LayoutOffer::compute);
  connect(cancel_, &QPushButton::clicked, this, &LayoutOffer::cancel);
  say({}, false);
}

QString LayoutOffer::text() const {
  return text_->text();
}

void LayoutOffer::say(const QString& text, bool computable) {
  text_->setText(text);
  compute_->setVisible(computable);
  bar_->hide();
  cancel_->hide();
  setVisible(!text.isEmpty());
}

void LayoutOffer::show_progress(const JobProgress& progress, bool cancelling) {
  text_->setText(cancelling                ? tr("Cancelling")
                 : progress.text.isEmpty() ? tr("Waiting for other work")
                                           : tr("Computing the layout of %1").arg(progress.text));
  compute_->hide();
  bar_->setValue(static_cast<int>(1000 * std::max(progress.fraction, 0.0)));
  bar_->show();
  cancel_->setEnabled(!cancelling);
  cancel_->show();
  show();
}

}  // namespace vantage::viewer
