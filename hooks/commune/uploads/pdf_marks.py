"""What a PDF may hold (ISO 32000-2:2020): the keys that are kept of each kind of dictionary, by its tables."""

# ruff: noqa: SIM905 (names to be read in a row)

from __future__ import annotations

CATALOG = frozenset(  # table 29
    """/Type /Version /Extensions /Pages /PageLabels /Names /Dests /ViewerPreferences /PageLayout /PageMode /Outlines
    /AcroForm /MarkInfo /Lang /StructTreeRoot /OutputIntents /DPartRoot""".split()
)
NAMES = frozenset({"/Dests"})  # table 32; not scripts, files, pages of the web
PAGES = frozenset("/Type /Parent /Kids /Count /Resources /MediaBox /CropBox /Rotate".split())  # table 30
PAGE = frozenset(  # table 31
    """/Type /Parent /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Contents /Rotate /Group /Annots
    /StructParents /Tabs /UserUnit""".split()
)
OUTLINE = frozenset(  # tables 150, 151
    "/Type /First /Last /Count /Title /Parent /Prev /Next /Dest /A /SE /C /F".split()
)
# Table 171: what is drawn on the page. Notes, files, sound, film, and what waits to be blacked out are not among them.
DRAWN_ANNOTATIONS = frozenset(
    """/FreeText /Line /Square /Circle /Polygon /PolyLine /Highlight /Underline /Squiggly /StrikeOut /Stamp /Caret
    /Ink""".split()
)
ANNOTATION = frozenset(  # tables 166, 168 to 187: how it looks, and what a screen reader says of a link
    """/Type /Subtype /Rect /P /F /AP /AS /Border /BS /BE /C /CA /ca /BM /QuadPoints /InkList /Vertices /L /LE /IC
    /StructParent /DA /Q /RD /Lang""".split()
)
LINK = ANNOTATION | {"/A", "/Dest", "/H", "/Contents"}
FIELD = ANNOTATION | frozenset(  # tables 191, 226 to 235; a field and its box are often one dictionary
    "/FT /Parent /Kids /T /TU /Ff /V /DR /MK /H /A /MaxLen /Opt /TI /I".split()
)
FORM = frozenset("/Fields /NeedAppearances /DR /DA /Q".split())  # table 224
LOOK_OF_FIELD = frozenset("/R /BC /BG /CA".split())  # table 192
PICTURE = frozenset(  # table 87
    """/Type /Subtype /Width /Height /ColorSpace /BitsPerComponent /Intent /ImageMask /Mask /Decode /Interpolate /SMask
    /SMaskInData /StructParent /Matte /Length /Filter /DecodeParms /OC""".split()
)
DRAWING = frozenset(  # table 93
    """/Type /Subtype /FormType /BBox /Matrix /Resources /Group /StructParent /StructParents /Length /Filter
    /DecodeParms /OC""".split()
)
TAG = frozenset("/Type /S /ID /P /Pg /K /A /C /R /Lang /Alt /E /ActualText /NS /Ref /PhoneticAlphabet /Phoneme".split())
GO_TO = frozenset("/Type /S /D /SD".split())  # table 202
URI = frozenset("/Type /S /URI".split())  # table 210
LINKED_SCHEMES = ("http://", "https://", "mailto:", "tel:")

# Nowhere, in whatever dictionary: who made it and with what, other files, what runs (tables 29 to 31, 43, 87, 349 …).
NOWHERE = frozenset(
    """/Metadata /PieceInfo /LastModified /CreatorInfo /SpiderInfo /Thumb /EmbeddedFiles /AF /EF /Collection /XFA
    /JavaScript /JS /AA /Perms /Legal /OpenAction /URLS /Threads /Requirements /DSS /OPI /Alternates /Measure
    /PtData /PS /FFilter /FDecodeParms /DL /Usage /RichMediaContent /3DD /PresSteps /Trans /Renditions /IDS
    /AlternatePresentations /NeedsRendering""".split()
)
