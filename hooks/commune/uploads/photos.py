"""Pictures for the public: light, upright, and telling nothing beside what they show. Bytes in, bytes out.

A phone writes into a photo where it was taken, when, by whom and on which device. Every function that returns a
picture returns only its pixels. All raise ValueError, with a sentence for an officer, where bytes are no picture
that can be read, or one so large that opening it would use up the memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Literal, cast

from PIL import Image, ImageCms, ImageSequence
from PIL.Image import Resampling, Transpose
from PIL.Image import open as open_picture
from PIL.ImageFile import ImageFile

from .stripping import strip_picture

Size = tuple[int, int]
Format = Literal["webp", "jpeg", "png"]

# The widths that are made, and the most bytes of each: a page with one of them stays under 300 KB.
_WIDTHS = {240: 14_000, 480: 45_000, 960: 110_000, 1600: 180_000}
_FALLBACK_WIDTH = 960
_TALLEST = 16_383  # what WebP can hold
# (quality, how many pixels are drawn as one), tried in turn until a picture is light enough. A photo needs the first
# ones; only what is nearly noise, such as gravel in poor light, needs the last.
_STEPS = ((80, 1), (65, 1), (50, 1), (35, 1), (20, 1), (35, 2), (20, 2), (20, 4))
_PHOTO_QUALITY = 90
_EXTENSIONS: dict[Format, str] = {"webp": "webp", "jpeg": "jpg", "png": "png"}

_READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP")
# What officers may bring: whatever Pillow itself draws. EPS and WMF are drawn by other programs.
_BROUGHT = (*_READ, "TIFF", "DIB", "ICO", "ICNS", "JPEG2000", "PPM", "TGA", "PCX", "PSD", "QOI", "SGI", "DDS")
_INSIDE = ("TIFF", "GIF", "BMP")
_PHOTOS = {"JPEG", "MPO", "WEBP", "AVIF", "HEIF"}  # MPO: a JPEG with more pictures behind it
_STRIPPED = {"JPEG", "MPO", "PNG", "WEBP"}  # formats that strip_picture knows
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
Image.MAX_IMAGE_PIXELS = 120_000_000  # the largest phone cameras have 108; Pillow warns above, we refuse
MOST_DRAWN = 300_000_000  # bytes that all pictures of a document become while they are drawn anew, by their `weight`
_MOST_DECODED = 300_000_000  # bytes of a picture that can only be decoded whole: a PNG of A1 at 300 dpi has 279 million
_MOST_FRAMES = 40_000_000  # pixels of all frames of a picture in a document that is drawn anew

_ORIENTATION = 0x0112  # the tag in Exif 2.3
_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
_LYING = {5, 6, 7, 8}  # width and height are swapped


@dataclass(frozen=True)
class Version:
    """One of the files made of a picture; `suffix` ("-960.webp") follows its name."""

    width: int
    height: int
    format: Format
    suffix: str


def picture_size(data: bytes) -> Size:
    """Width and height as shown. Only the header is read."""
    with _opened(data) as picture:
        return _upright(picture.size, _orientation(picture))


def weight(data: bytes) -> int:
    """How many bytes a picture becomes while it is drawn anew. Only the header is read."""
    with _opened(data, _BROUGHT) as picture:
        return picture.width * picture.height * 4 // (16 if picture.format == "JPEG" else 1)


def has_alpha(data: bytes) -> bool:
    """Whether parts of the picture may be transparent. Only the header is read."""
    with _opened(data) as picture:
        return picture.has_transparency_data


def versions(size: Size, has_alpha: bool = False) -> list[Version]:
    """The files to make of a picture of that size: WebP from small to large, then one that every browser reads."""
    sizes = dict.fromkeys(_fitted(size, width) for width in _WIDTHS)
    fallback: Format = "png" if has_alpha else "jpeg"
    return [*(_version(each, "webp") for each in sizes), _version(_fitted(size, _FALLBACK_WIDTH), fallback)]


def versions_of(data: bytes) -> list[Version]:
    """The files to make of a picture. Only the header is read."""
    with _opened(data) as picture:
        return versions(_upright(picture.size, _orientation(picture)), picture.has_transparency_data)


def render_version(data: bytes, version: Version) -> bytes:
    """The finished file of a version: upright, in sRGB, as light as its width allows. The same bytes each time."""
    with _opened(data) as picture:
        pixels = _pixels(picture, (version.width, version.height))
    most = _most_bytes(version)
    return _light_png(pixels, most) if version.format == "png" else _light(pixels, version.format, most)


def clean_photo(data: bytes, longest: int = 2560) -> bytes:
    """A photo as it may be kept: upright, its longer side at most `longest`, nothing hidden in it.

    It comes out as JPEG, or as PNG where it is transparent or a drawing of few colours.
    """
    with _opened(data, _BROUGHT) as picture:
        width, height = _upright(picture.size, _orientation(picture))
        scale = min(1.0, longest / max(width, height))
        drawing = picture.format not in _PHOTOS and _resizable(picture).getcolors(256) is not None
        pixels = _pixels(picture, (max(1, round(width * scale)), max(1, round(height * scale))))
    keeps_edges = drawing or pixels.mode == "RGBA"
    return _encoded(pixels, "png") if keeps_edges else _encoded(pixels, "jpeg", _PHOTO_QUALITY)


def pages(data: bytes) -> int:
    """How many pictures a scan of several pages holds; 1 for everything else, an animation too."""
    with _opened(data, _BROUGHT) as picture:
        return int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1


def as_placed(data: bytes, cut: tuple[float, float, float, float], turns: int) -> bytes:
    """A picture as a document shows it: what is cut off at the left, top, right and bottom (parts of the whole) is
    gone, and it is turned to the right by so many quarters. One that says itself how it lies is turned by that alone.
    """
    with _opened(data, _BROUGHT) as picture:
        orientation = _orientation(picture)
        pixels = _in_srgb(_resizable(picture), picture.info.get("icc_profile"))
        (width, height), (left, top, right, bottom) = picture.size, cut
        pixels = pixels.crop(
            (round(width * left), round(height * top), round(width * (1 - right)), round(height * (1 - bottom)))
        )
        if orientation == 1 and turns % 4:
            pixels = pixels.transpose((Transpose.ROTATE_270, Transpose.ROTATE_180, Transpose.ROTATE_90)[turns % 4 - 1])
        exif, file = Image.Exif(), BytesIO()
        exif[_ORIENTATION] = orientation
        pixels.info.clear()
        pixels.save(file, "PNG", exif=exif)
    return file.getvalue()


def clean_picture(data: bytes) -> bytes:
    """A picture in full size without its metadata; what is neither JPEG, PNG nor WebP becomes JPEG.

    Its pixels stay as they are, bit for bit, unless the metadata said how to turn or colour them.
    """
    with _opened(data) as picture:
        picture.load()
        profile = picture.info.get("icc_profile")
        plain = _orientation(picture) == 1 and (not profile or _is_srgb(profile))
        as_it_is = plain and picture.format in _STRIPPED
    return strip_picture(data) if as_it_is else _redrawn(data)


def redrawn_inside(data: bytes) -> bytes:
    """A TIFF, GIF or BMP from inside a document, in the same format: its frames alone, nothing said beside them."""
    with _opened(data, _INSIDE) as picture:
        frames: list[Image.Image] = []
        for frame in ImageSequence.Iterator(picture):
            if (len(frames) + 1) * frame.width * frame.height > _MOST_FRAMES:
                raise Image.DecompressionBombError
            frames.append(_silent(frame))
        kind, loop = str(picture.format), {key: value for key, value in picture.info.items() if key == "loop"}
    file = BytesIO()
    if len(frames) > 1 and kind == "GIF":
        lasting = [frame.info.get("duration", 0) for frame in frames]
        frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=lasting, **loop)
    else:
        frames[0].save(file, kind, **({"compression": "tiff_adobe_deflate"} if kind == "TIFF" else {}))
    return file.getvalue()


def _silent(frame: Image.Image) -> Image.Image:
    """A copy of the pixels, with no more than how they are seen through."""
    copied = frame.crop((0, 0, *frame.size))
    copied.info = {key: frame.info[key] for key in ("transparency", "dpi", "duration") if key in frame.info}
    return copied


# --- reading ---


@contextmanager
def _opened(data: bytes, formats: tuple[str, ...] = _READ) -> Iterator[ImageFile]:
    """The picture, not yet decoded. What goes wrong while it is read is told to an officer."""
    heic = (_learn_heic(),) if formats is _BROUGHT and _is_heic(data) else ()
    try:
        with open_picture(BytesIO(data), formats=(*formats, *heic)) as picture:
            if _is_too_large(picture):
                raise Image.DecompressionBombError
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError(_TOO_LARGE) from error
    except Exception as error:  # the readers of Pillow raise whatever broken bytes lead them to
        raise ValueError(_BROKEN if heic else _unreadable(data)) from error


_BROKEN = "không mở được ảnh: tệp hỏng, thiếu, hoặc không phải ảnh. Hãy lưu lại thành JPEG hay PNG"


_TOO_LARGE = (
    "ảnh có quá nhiều điểm ảnh (JPEG tối đa 120 triệu; PNG 75 triệu, vừa khổ A1 ở 300 dpi; loại khác 30 triệu): "
    "hãy thu nhỏ rồi đưa lên lại"
)


def _is_too_large(picture: Image.Image) -> bool:
    pixels = picture.width * picture.height
    return pixels > (Image.MAX_IMAGE_PIXELS or 0) or pixels * _bytes_of_pixel(picture) > _MOST_DECODED


def _bytes_of_pixel(picture: Image.Image) -> int:
    """How many bytes of memory each pixel of a picture takes at most, while it is made fit for the site."""
    if picture.format == "HEIF":  # as a phone takes it
        return 0
    if picture.format in ("JPEG", "MPO"):  # in rows, or all of it in three passes
        return 0 if "progressive" not in picture.info else 7
    profile = picture.info.get("icc_profile")
    plain = picture.mode in ("RGB", "RGBA", "L", "1") and (not profile or _is_srgb(profile))
    turned = "transparency" in picture.info or _orientation(picture) != 1
    return 4 if picture.format == "PNG" and plain and not turned else 10


def _unreadable(data: bytes) -> str:
    if _is_heic(data):
        return (
            "ảnh HEIC của iPhone, nhiều máy không mở được: hãy gõ make photo FILE=tên-ảnh, hoặc lưu lại thành JPEG "
            "(iPhone: Cài đặt → Camera → Định dạng → Tương thích nhất)"
        )
    return _BROKEN


def _is_heic(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC


def _learn_heic() -> str:
    """What Pillow then calls HEIC. A site is never made from any, so its reader is loaded by whoever meets one."""
    from pi_heif import register_heif_opener  # type: ignore[import-untyped]

    register_heif_opener()
    return "HEIF"


def _orientation(picture: Image.Image) -> int:
    try:
        # Not picture.getexif(): of a PNG without Exif in its header, it decodes the whole.
        return int(Image.Image.getexif(picture).get(_ORIENTATION, 1))
    except Exception:  # Exif written wrongly says nothing, and browsers show such a photo too
        return 1


def _upright(size: Size, orientation: int) -> Size:
    return (size[1], size[0]) if orientation in _LYING else size


def _fitted(size: Size, width: int) -> Size:
    scale = min(1.0, width / size[0], _TALLEST / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _version(size: Size, kind: Format) -> Version:
    return Version(*size, kind, f"-{size[0]}.{_EXTENSIONS[kind]}")


# --- drawing ---


def _pixels(picture: ImageFile, size: Size) -> Image.Image:
    """The picture upright, `size` large, in sRGB ("RGB", or "RGBA" where it is transparent), and nothing else."""
    orientation, profile = _orientation(picture), picture.info.get("icc_profile")
    width, height = _upright(size, orientation)
    picture.draft(None, (2 * width, 2 * height))  # a large JPEG is decoded no larger than is needed
    pixels = _resizable(picture).resize((width, height), Resampling.LANCZOS, reducing_gap=2.0)
    if orientation in _TURNS:
        pixels = pixels.transpose(_TURNS[orientation])
    pixels = _in_srgb(pixels, profile)
    pixels.info.clear()
    return pixels


def _resizable(picture: Image.Image) -> Image.Image:
    """In a mode that is resized smoothly and that a colour profile speaks of."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return _in_eight_bits(picture)
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")
    if picture.mode == "LAB":
        return ImageCms.profileToProfile(picture, _profile("LAB"), _profile("sRGB"), outputMode="RGB") or picture
    return picture if picture.mode in {"RGB", "L", "CMYK"} else picture.convert("RGB")


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """A grey of more bits, as scanners make it: convert() would cut it off at white."""
    most = 65_535 if picture.mode.startswith("I;16") else _brightest(picture)
    deep = picture if picture.mode == "F" else picture.convert("I")
    return deep.point(lambda value: value * (255 / most)).convert("L")


def _brightest(picture: Image.Image) -> float:
    """What is white where the mode does not say it: the least of the usual ones that nothing is brighter than."""
    _, brightest = cast(tuple[float, float], picture.getextrema())  # it has one channel
    return next((white for white in (1.0, 255.0, 65_535.0) if brightest <= white), brightest)


def _profile(name: Literal["LAB", "sRGB"]) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name))


def _in_srgb(pixels: Image.Image, profile: bytes | None) -> Image.Image:
    mode = "RGBA" if pixels.mode == "RGBA" else "RGB"
    if profile and not _is_srgb(profile):
        try:
            given, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(pixels, given, srgb, outputMode=mode) or pixels
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that does not fit its picture: browsers ignore it too
    return pixels.convert(mode)


def _is_srgb(profile: bytes) -> bool:
    try:
        return "sRGB" in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        return False


# --- writing ---


def _encoded(pixels: Image.Image, kind: Format, quality: int = _PHOTO_QUALITY) -> bytes:
    file = BytesIO()
    if kind == "jpeg":
        _on_white(pixels).save(file, "JPEG", quality=quality, optimize=True, progressive=True)
    elif kind == "webp":
        pixels.save(file, "WEBP", quality=quality, alpha_quality=quality)
    else:
        pixels.save(file, "PNG", optimize=True)
    return file.getvalue()


def _on_white(pixels: Image.Image) -> Image.Image:
    if pixels.mode != "RGBA":
        return pixels
    paper = Image.new("RGBA", pixels.size, "white")
    paper.alpha_composite(pixels)
    return paper.convert("RGB")


def _most_bytes(version: Version) -> int:
    """A poster longer than two of its widths may weigh more: its letters must stay readable."""
    most = next(most for width, most in _WIDTHS.items() if version.width <= width)
    return round(most * max(1.0, version.height / (2 * version.width)))


def _light(pixels: Image.Image, kind: Format, most: int) -> bytes:
    for quality, coarseness in _STEPS:
        coarse = pixels if coarseness == 1 else pixels.reduce(coarseness).resize(pixels.size)
        encoded = _encoded(coarse, kind, quality)
        if len(encoded) <= most:
            break
    return encoded


def _light_png(pixels: Image.Image, most: int) -> bytes:
    encoded = _encoded(pixels, "png")
    if len(encoded) <= most:
        return encoded
    return _encoded(pixels.quantize(256, Image.Quantize.FASTOCTREE), "png")


def _redrawn(data: bytes) -> bytes:
    """The picture upright and in sRGB, in its own size and format."""
    with _opened(data) as picture:
        kind: Format = "png" if picture.format == "PNG" else "webp" if picture.format == "WEBP" else "jpeg"
        pixels = _pixels(picture, _upright(picture.size, _orientation(picture)))
    return _encoded(pixels, kind)
