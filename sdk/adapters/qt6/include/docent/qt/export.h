// docent/qt/export.h: which names the kit's libraries show.
#ifndef DOCENT_QT_EXPORT_H
#define DOCENT_QT_EXPORT_H

#include <QtCore/qglobal.h>

#if defined(DOCENT_QT_STATIC)
#  define DOCENT_QT_API
#elif defined(DOCENT_QT_BUILDING)
#  define DOCENT_QT_API Q_DECL_EXPORT
#else
#  define DOCENT_QT_API Q_DECL_IMPORT
#endif

#if defined(DOCENT_QT_DEBUG_STATIC)
#  define DOCENT_QT_DEBUG_API
#elif defined(DOCENT_QT_DEBUG_BUILDING)
#  define DOCENT_QT_DEBUG_API Q_DECL_EXPORT
#else
#  define DOCENT_QT_DEBUG_API Q_DECL_IMPORT
#endif

#endif
