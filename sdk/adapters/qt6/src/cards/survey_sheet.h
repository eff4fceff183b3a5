// cards/survey_sheet.h: a survey as a card: one question at a time, with a way back along the path really taken, and thanks at the end. Which
// question comes next is decided elsewhere: the sheet says answered(), and waits for ask(), refuse() or thank(). Answers given and begun stay when
// content, size, or theme change. GUI thread.
#pragma once

#include <QHash>
#include <QStringList>

#include "cards/card.h"

class QBoxLayout;
class QLabel;
class QVBoxLayout;

namespace docent::qt {

class Button;
class DonePage;
class Notice;
class QuestionWidget;
class ScrollBody;
class TextBlock;

class SurveySheet : public Card {
  Q_OBJECT
 public:
  explicit SurveySheet(QWidget* parent);

  /// Starts at `content.step`, else at the first question; later calls stay where the user is.
  void setContent(const Content& content) override;
  /// Goes on to this question; an id that is none ends the survey, as thank() does.
  void ask(const QString& questionId);
  /// The answer was not taken: `sentence` says why, and the user may correct it.
  void refuse(const QString& sentence);
  void thank();
  bool isThanking() const { return thanked_; }

  QWidget* firstFocus() override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  /// Within the maximum size.
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void finished();  ///< the user has read the thanks

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeBody();
  void makeFooter();
  void go(const QString& questionId);
  void showQuestion();
  void takeWidget(QuestionWidget* widget);
  void orderTabs();
  void updateButtons();
  void updateWords();
  void goNext();
  void goBack();
  void send(const QByteArray& json);
  void arrangeFooter();
  void restyle();
  bool hasFocusWithin() const;
  const QuestionContent* present() const;

  QStringList path_;                   // ids of the questions asked, the present one last
  QHash<QString, QByteArray> drafts_;  // answers given or begun, by question
  QuestionContent shown_;              // the question as it stands there
  bool waiting_ = false;               // for what follows an answer
  bool thanked_ = false;

  QLabel* progress_ = nullptr;
  Button* close_ = nullptr;
  ScrollBody* body_ = nullptr;
  QWidget* askPage_ = nullptr;
  DonePage* thanksPage_ = nullptr;
  TextBlock* title_ = nullptr;
  TextBlock* intro_ = nullptr;
  TextBlock* text_ = nullptr;
  TextBlock* cannotAsk_ = nullptr;
  QVBoxLayout* slot_ = nullptr;  // holds the question's widget
  QuestionWidget* question_ = nullptr;
  Notice* notice_ = nullptr;
  QWidget* footer_ = nullptr;
  QBoxLayout* buttons_ = nullptr;
  Button* back_ = nullptr;
  Button* skip_ = nullptr;
  Button* next_ = nullptr;
  Button* leave_ = nullptr;  // out of a question that cannot be asked
};

}  // namespace docent::qt
