"""What a document of Word, Excel or PowerPoint may hold (ECMA-376, ISO/IEC 29500; Microsoft's [MS-DOCX], [MS-XLSX],
[MS-PPTX]): lists of what is kept. What stands in none of them is taken out, or refused.
"""

from __future__ import annotations

# --- parts: by the last word of the type of the relationship that leads to them (part 1, 11.3, 12.3, 13.3, 14.2, 15.2)

# What is shown, and what it needs to be shown.
KEPT_PARTS = frozenset(
    {
        *("officeDocument", "core-properties", "extended-properties"),
        *("styles", "settings", "fontTable", "numbering", "theme", "themeOverride", "header", "footer"),
        *("footnotes", "endnotes", "image", "hyperlink", "font"),
        *("chart", "chartUserShapes", "chartColorStyle", "chartStyle"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
        *("worksheet", "chartsheet", "sharedStrings", "drawing", "table", "sheetMetadata"),
        *("slide", "slideLayout", "slideMaster", "presProps", "tableStyles"),
        *("video", "audio", "media"),
    }
)
# What no reader of the page sees, and nothing is lost without: comments and who wrote them, notes for the speaker,
# what programs keep for themselves, templates, macros, signatures, connections to data.
DROPPED_PARTS = frozenset(
    {
        *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "person", "threadedComment"),
        *("commentAuthors", "authors", "documenttasks", "notesSlide", "notesMaster", "handoutMaster"),
        *("custom-properties", "customXml", "customXmlProps", "customProperty", "tags", "thumbnail", "docMetadata"),
        *("classificationlabels", "printerSettings", "webSettings", "viewProps", "stylesWithEffects", "calcChain"),
        *("glossaryDocument", "recipientData", "mailMergeSource", "mailMergeHeaderSource", "attachedTemplate"),
        *("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars", "ui", "extensibility"),
        *("userCustomization", "webextension", "webextensiontaskpanes", "taskpanes", "origin", "signature"),
        *("certificate", "usernames", "revisionHeaders", "revisionLog", "connections", "queryTable", "xmlMaps"),
        *("volatileDependencies", "changesInfo", "revisionInfo", "slideUpdateInfo", "vmlDrawing", "oleObject"),
        *("package", "hdphoto", "transform", "smartTags", "customData", "tableSingleCells", "workbookmetadata"),
        *("namedSheetView", "FeaturePropertyBag", "wsSortMap"),
    }
)
# What the strict form of the standard calls otherwise (part 1, 15.2.12; part 4).
STRICT_NAMES = {
    "extendedProperties": "extended-properties",
    "coreProperties": "core-properties",
    "metadata/core-properties": "core-properties",
    "customProperties": "custom-properties",
    "customXmlData": "customXml",
    "stylesWithtEffects": "stylesWithEffects",  # as Word 2010 writes it
}
# Where a link may lead from a document. All that is outside and no link of a reader is gone.
LINKED_SCHEMES = ("http://", "https://", "mailto:", "tel:")

# --- words: the elements whose text is content (part 1, 17 to 21)

TEXTS = frozenset(
    {
        *("t", "delText", "instrText", "v", "f", "formula", "formula1", "formula2", "formatCode", "separator"),
        *("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter", "definedName"),
        *("posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset"),
        *("col", "colOff", "row", "rowOff", "attrName", "sqref"),
    }
)

# --- Word

# Tracked changes (17.13.5): what is gone when all of them are accepted.
DELETED = frozenset({"del", "moveFrom", "delText", "delInstrText", "cellDel"})
ACCEPTED = frozenset({"ins", "moveTo"})  # what stays, without who wrote it
# Wrappers of words that say something of them beside (17.5): the words stay.
UNWRAPPED = frozenset({"smartTag", "customXml"})
# Comments (17.13.4), ranges of changes, formats before a change, permissions with names, data for letters (17.14),
# templates, numbers of sessions of writing, what a content control keeps (17.5.2), what a form runs (17.16).
UNSEEN = frozenset(
    {
        *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "proofErr"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "permStart", "permEnd"),
        *("customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd"),
        *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart"),
        *("customXmlMoveToRangeEnd", "cellIns", "cellMerge", "numberingChange"),
        *("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange"),
        *("tblPrExChange", "customXmlPr", "smartTagPr", "rsid", "rsids", "fldData", "contentPart", "control"),
        *("alias", "tag", "placeholder", "dataBinding", "dropDownList", "comboBox", "docPartObj", "docPartList"),
        *("entryMacro", "exitMacro", "helpText", "statusText", "ddList", "printerSettings", "divId"),
        *("aliases", "collapsed"),  # other names of a style; what a reader would have to unfold
    }
)
REFUSED = {"altChunk": "một tệp khác được chèn nguyên vào", "subDoc": "một tài liệu con ở tệp khác"}
# Settings that change how a page looks (17.15.1); all others tell of the author's machine, or call out.
SETTINGS = frozenset(
    {
        *("zoom", "defaultTabStop", "evenAndOddHeaders", "mirrorMargins", "autoHyphenation", "hyphenationZone"),
        *("consecutiveHyphenLimit", "doNotHyphenateCaps", "characterSpacingControl", "footnotePr", "endnotePr"),
        *("compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator", "bookFoldPrinting"),
        *("bookFoldRevPrinting", "bookFoldPrintingSheets", "gutterAtTop", "bordersDoNotSurroundHeader"),
        *("bordersDoNotSurroundFooter", "displayBackgroundShape", "mathPr", "noLineBreaksAfter"),
        *("noLineBreaksBefore", "alignBordersAndEdges", "embedTrueTypeFonts", "saveSubsetFonts"),
    }
)
# Fields that only count and point within the document (17.16.5). Of all others the words shown stay, and no command.
FIELDS = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "HYPERLINK", "REF", "PAGEREF", "NOTEREF", "SEQ"),
        *("STYLEREF", "SYMBOL", "EQ", "FORMTEXT", "FORMCHECKBOX", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"),
    }
)

# --- Excel

# Views and names of people, the folder of the file, scenarios, where data came from (18.2, 18.3).
UNSEEN_IN_SHEETS = frozenset(
    {
        *("fileSharing", "workbookProtection", "absPath", "customWorkbookViews", "customSheetViews", "webPublishing"),
        *("webPublishItems", "webPublishObjects", "smartTagPr", "smartTagTypes", "scenarios", "dataConsolidate"),
        *(
            "legacyDrawing",
            "legacyDrawingHF",
            "cellSmartTags",
            "customProperties",
            "rPh",
            "phoneticPr",
            "fileRecoveryPr",
        ),
        *("revisionPtr", "documentId", "oleSize", "commentPr", "protectedRanges", "cellWatches", "xmlColumnPr"),
    }
)
REFUSED_IN_SHEETS = {
    "pivotTableDefinition": "bảng Pivot, trong đó còn cả bảng dữ liệu gốc",
    "pivotCache": "bảng Pivot, trong đó còn cả bảng dữ liệu gốc",
    "externalReference": "công thức lấy số từ một tệp khác",
    "oleObject": "một tệp khác được nhúng vào",
    "control": "nút hay ô điều khiển (ActiveX, Form Control)",
}

# --- PowerPoint

UNSEEN_IN_SLIDES = frozenset(
    {
        *("custDataLst", "custShowLst", "photoAlbum", "modifyVerifier", "smartTags", "notesMasterIdLst"),
        *("handoutMasterIdLst", "kinsoku", "sndAc", "snd", "commentEx", "htmlPubPr", "webPr"),
    }
)
REFUSED_IN_SLIDES = {
    "oleObj": "một tệp khác được nhúng vào",
    "control": "nút hay ô điều khiển (ActiveX)",
}
SHOWN_ACTIONS = ("ppaction://hlinksldjump", "ppaction://hlinkshowjump", "ppaction://noaction")

# --- attributes, in whatever element (all that part 1 and Microsoft's have of the type of a text, gone through):

# what is said when a mouse rests on a thing, what programs call a sheet, who may edit, what a shape was drawn from
UNSEEN_ATTRIBUTES = frozenset(
    {
        *("tooltip", "invalidUrl", "tgtFrame", "codeName", "appName", "lastEdited", "lowestEdited", "rupBuild"),
        *("customMenu", "statusBar", "shortcutKey", "help", "description", "comment", "matchingName", "customList"),
        *("totalsRowLabel", "gfxdata", "paraId", "textId", "anchorId", "editId", "securityDescriptor"),
    }
)
# names that have to be there, and are read by nobody
UNREAD_NAMES = {
    **dict.fromkeys(("theme", "clrScheme", "fontScheme", "fmtScheme", "custClr", "cSld"), "name"),
    "tblStyle": "styleName",
}

# --- extensions ("ext", 18.2.7, 20.1.2.2.15): what newer versions add, by the names of the elements in them

EXTENSIONS = frozenset(
    {
        "decorative",
        "svgBlip",
        "conditionalFormattings",
        "dataValidations",
        "sparklineGroups",
        "dataModelExt",
        "useLocalDpi",
    }
)
# What a form for newer versions may be called (part 3, 10): of two forms of a thing the one for these is kept alone.
NEWER = frozenset(
    {
        *("http://schemas.microsoft.com/office/word/2010/wordprocessingShape",),
        *("http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",),
        *("http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",),
        *("http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",),
        *("http://schemas.microsoft.com/office/word/2010/wordml",),
        *("http://schemas.microsoft.com/office/drawing/2010/main",),
        *("http://schemas.microsoft.com/office/powerpoint/2010/main",),
        *("http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",),
    }
)
_ECMA, _ISO, _MS = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/office/",
)
# Whose elements and attributes are kept at all (beside those of XML itself): the standard's, Microsoft's, VML.
NAMESPACES = (_ECMA, _ISO, _MS, "urn:schemas-microsoft-com:", "http://www.w3.org/XML/1998/namespace")
RELATIONS = (f"{_ECMA}officeDocument/2006/relationships", f"{_ISO}officeDocument/relationships")
