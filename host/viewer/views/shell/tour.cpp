// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/shell/tour.hpp"

#include <QtCore/QTimer>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include "host/viewer/views/shell/tour_steps.hpp"

namespace vantage::viewer {
namespace {

constexpr int kWidth = 340, kMargin = 10;

// Around the part that is spoken of. The mouse goes through it.
class Highlight : public QWidget {
 public:
  explicit Highlight(QWidget* window) : QWidget(window) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
  }

 private:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setPen(
        QPen(palette().color(QPalette::Highlight), 3, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(rect().adjusted(1, 1, -2, -2));
  }
};

// Beside the target where there is room, else over its end: what is read first lies at its beginning.
QPoint place_beside(const QRect& target, const QSize& bubble, const QRect& room) {
  const int y =
      qBound(room.top(), target.center().y() - bubble.height() / 2, room.bottom() - bubble.height());
  if (target.right() + kMargin + bubble.width() < room.right()) return {target.right() + kMargin, y};
  if (target.left() - kMargin - bubble.width() > room.left())
    return {target.left() - kMargin - bubble.width(), y};
  const int x = qBound(room.left(), target.center().x() - bubble.width() / 2, room.right() - bubble.width());
  if (target.bottom() + kMargin + bubble.height() < room.bottom()) return {x, target.bottom() + kMargin};
  return {qMax(room.left(), target.right() - bubble.width() - kMargin),
          qMax(room.top(), target.bottom() - bubble.height() - kMargin)};
}

}  // namespace

Tour::Tour(QWidget* window)
    : QFrame(window),
      window_(window),
      frame_(new Highlight(window)),
      title_(new QLabel(this)),
      text_(new QLabel(this)),
      count_(new QLabel(this)),
      back_(new QPushButton(tr("&Back"), this)),
      next_(new QPushButton(this)) {
  setAccessibleName(tr("Tour"));
  setFrameShape(QFrame::Box);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  setFixedWidth(kWidth);
  QFont bold = font();
  bold.setBold(true);
  title_->setFont(bold);
  for (QLabel* label : {title_, text_}) label->setWordWrap(true);
  auto* end = new QPushButton(tr("&End the tour"), this);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(count_, 1);
  for (QPushButton* button : {end, back_, next_}) buttons->addWidget(button);
  auto* column = new QVBoxLayout(this);
  column->addWidget(title_);
  column->addWidget(text_);
  column->addLayout(buttons);
  connect(end, &QPushButton::clicked, this, &Tour::over);
  connect(back_, &QPushButton::clicked, this, [this] { go(step_ - 1); });
  connect(next_, &QPushButton::clicked, this, [this] { go(step_ + 1); });
  connect(this, &Tour::over, this, &QObject::deleteLater);
  window_->installEventFilter(this);
}

Tour::~Tour() {
  delete frame_;
}

void Tour::start() {
  go(0);
  next_->setFocus();
}

void Tour::go(int step) {
  const auto& steps = tour_steps();
  const int count = static_cast<int>(steps.size());
  if (step >= count) {
    emit over();
    return;
  }
  step_ = qMax(0, step);
  const TourStep& s = steps[step_];
  emit phase_wanted(s.phase);
  title_->setText(s.title);
  text_->setText(s.text);
  setAccessibleDescription(s.title + ". " + s.text);
  count_->setText(tr("%1 of %2").arg(step_ + 1).arg(count));
  back_->setEnabled(step_ > 0);
  next_->setText(step_ + 1 < count ? tr("&Next") : tr("&Done"));
  place();
  QTimer::singleShot(0, this, &Tour::place);  // docks find their places when events are worked off
}

QRect Tour::target() const {
  const auto* widget = window_->findChild<QWidget*>(tour_steps()[step_].target);
  if (!widget || !widget->isVisible()) return {};
  return {widget->mapTo(window_, QPoint()), widget->size()};
}

void Tour::place() {
  const QRect at = target(), room = window_->rect().adjusted(kMargin, kMargin, -kMargin, -kMargin);
  frame_->setVisible(!at.isNull());
  frame_->setGeometry(at);
  frame_->raise();
  resize(kWidth, heightForWidth(kWidth));
  move(place_beside(at.isNull() ? QRect(room.center(), QSize(1, 1)) : at, size(), room));
  raise();
  show();
}

bool Tour::eventFilter(QObject* object, QEvent* event) {
  // The docks follow the window when the event has gone through.
  if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
    QTimer::singleShot(0, this, &Tour::place);
  return QFrame::eventFilter(object, event);
}

// Esc ends the tour while the keyboard is in it, before the window's own shortcut takes the key.
bool Tour::event(QEvent* event) {
  const bool override = event->type() == QEvent::ShortcutOverride;
  if ((override || event->type() == QEvent::KeyPress) &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    if (!override) emit over();
    return true;
  }
  return QFrame::event(event);
}

}  // namespace vantage::viewer
