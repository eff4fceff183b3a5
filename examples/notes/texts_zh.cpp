// texts_zh.cpp: the texts of Notes in Chinese.
#include "words.h"

namespace notes {

const Translated chineseTexts[] = {
    {nullptr, nullptr},
};

}  // namespace notes
