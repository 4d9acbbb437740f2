"""Pictures come out light and upright, in true colours, and tell nothing beside what they show."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from commune.uploads.photos import (
    Version,
    clean_photo,
    clean_picture,
    has_alpha,
    pages,
    picture_size,
    render_version,
    versions,
)
from commune.uploads.stripping import strip_picture
from hiding import CORNER, SECRET, XMP, chunk, drawing, encoded, exif, telling_jpeg, told_by
from PIL import Image, ImageCms

# Where the corner at the upper left of the stored picture is seen.
SEEN = {1: "left top", 2: "right top", 3: "right bottom", 4: "left bottom"}
SEEN |= {5: "left top", 6: "right top", 7: "right bottom", 8: "left bottom"}
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
PAGE = 300_000


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def close(colour: tuple[int, ...], expected: tuple[int, ...]) -> bool:
    return all(abs(one - other) <= 12 for one, other in zip(colour[:3], expected, strict=True))


def corner_of(picture: Image.Image) -> str:
    """Where the blue corner is."""
    seen = picture.convert("RGB")
    across = {"left": 0.1, "right": 0.9}
    down = {"top": 0.1, "bottom": 0.9}
    found = [
        f"{side} {height}"
        for side, x in across.items()
        for height, y in down.items()
        if close(seen.getpixel((int(x * seen.width), int(y * seen.height))), CORNER)
    ]
    assert len(found) == 1, found
    return found[0]


def rendered(data: bytes) -> dict[Version, bytes]:
    return {version: render_version(data, version) for version in versions(picture_size(data), has_alpha(data))}


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("RGB", size, Random(7).randbytes(size[0] * size[1] * 3))


def telling_png(mode: str = "RGB") -> bytes:
    """A PNG with Exif, texts (one of them packed), a time, a chunk of an editor and something behind its end."""
    data = encoded(drawing(mode=mode), "PNG")
    hidden = [(b"tEXt", b"Author\0" + SECRET.encode()), (b"tIME", b"\x07\xea\x0b\x19\x08\x00\x00")]
    hidden += [(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP), (b"prVw", SECRET.encode()), (b"eXIf", exif()[6:])]
    end = data.rindex(b"\0\0\0\0IEND")
    return data[:end] + b"".join(chunk(kind, content) for kind, content in hidden) + data[end:] + SECRET.encode()


def telling_webp(orientation: int = 1) -> bytes:
    return encoded(drawing(), "WEBP", exif=exif(orientation), xmp=XMP, lossless=True) + SECRET.encode()


def test_the_test_pictures_tell():
    for picture in (telling_jpeg(), telling_png(), telling_webp()):
        assert SECRET.encode() in told_by(picture) and b"GPSLatitude" in told_by(picture)


# --- which versions there are ---


@pytest.mark.parametrize("orientation", range(1, 9))
def test_size_is_as_shown(orientation):
    assert picture_size(telling_jpeg(orientation)) == ((80, 120) if orientation >= 5 else (120, 80))


def test_size_is_in_the_header():
    assert picture_size(telling_jpeg(6, noise((1600, 1200)))[:20_000]) == (1200, 1600)
    assert picture_size(encoded(noise((640, 480)), "PNG")[:2_000]) == (640, 480)


@pytest.mark.parametrize(
    ("size", "made"),
    [
        ((4000, 3000), ["-240.webp", "-480.webp", "-960.webp", "-1600.webp", "-960.jpg"]),
        ((700, 525), ["-240.webp", "-480.webp", "-700.webp", "-700.jpg"]),
        ((480, 100), ["-240.webp", "-480.webp", "-480.jpg"]),
        ((1, 1), ["-1.webp", "-1.jpg"]),
    ],
)
def test_versions_are_no_larger_than_the_original(size, made):
    assert [version.suffix for version in versions(size)] == made


def test_versions_keep_the_shape():
    assert [(version.width, version.height) for version in versions((4000, 3000))][1:3] == [(480, 360), (960, 720)]
    assert max(version.height for version in versions((1000, 40_000))) <= 16_383
    assert min(version.height for version in versions((40_000, 10))) == 1


def test_transparent_picture_falls_back_to_png():
    assert [version.format for version in versions((300, 200), has_alpha=True)] == ["webp", "webp", "png"]


# --- what they hold ---


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("make", [telling_jpeg, telling_webp])
def test_version_is_upright_and_tells_nothing(make, orientation):
    for version, data in rendered(make(orientation)).items():
        picture = opened(data)
        assert (picture.format.lower(), *picture.size) == (version.format, version.width, version.height)
        assert corner_of(picture) == SEEN[orientation]
        assert told_by(data) == set()
        assert not {"exif", "xmp", "icc_profile", "comment"} & picture.info.keys()


@pytest.mark.parametrize("make", [telling_png, lambda: telling_png("P"), lambda: telling_png("RGBA")])
def test_nothing_of_a_png_remains(make):
    assert all(told_by(data) == set() for data in rendered(make()).values())
    assert told_by(clean_photo(make())) == told_by(clean_picture(make())) == set()


@pytest.fixture(scope="module")
def photo():
    """What a phone gives, at its heaviest: 12 megapixels of noise, held upright, with a place."""
    data = telling_jpeg(6, noise((4000, 3000)), quality=80)
    assert len(data) >= 8_000_000
    return data


def test_heavy_photo_becomes_light(photo):
    made = rendered(photo)
    assert [(version.width, version.height) for version in made][-2:] == [(1600, 2133), (960, 1280)]
    assert all(told_by(data) == set() for data in made.values())
    _, small, middle, large, fallback = map(len, made.values())
    assert small + large < PAGE - 45_000 and small + middle + fallback < PAGE  # the rest of a page weighs 40 KB


def test_ordinary_photo_is_not_made_coarse():
    stripes = Image.linear_gradient("L").resize((3000, 2000))
    data = encoded(Image.merge("RGB", (stripes, stripes.rotate(180), stripes)), "JPEG")
    shown = opened(render_version(data, versions((3000, 2000))[1])).convert("RGB")
    wanted = opened(data).resize(shown.size)
    assert all(close(shown.getpixel((x, x)), wanted.getpixel((x, x))) for x in range(0, 320, 16))


def test_same_bytes_each_time():
    data = telling_jpeg(6, noise((900, 700)))
    assert rendered(data) == rendered(data)
    assert clean_photo(data) == clean_photo(data)


def wide_gamut() -> bytes:
    """A profile whose first and third colours are swapped: who ignores it shows red for blue."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = (profile.index(name, 128) for name in (b"rXYZ", b"bXYZ"))
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile).replace("sRGB".encode("utf-16-be"), SECRET[:4].encode("utf-16-be"))


def test_colours_of_a_profile_are_carried_over():
    for kind in ("JPEG", "PNG", "WEBP"):
        data = encoded(drawing(), kind, icc_profile=wide_gamut())
        for made in (*rendered(data).values(), clean_photo(data), clean_picture(data)):
            picture = opened(made).convert("RGB")
            assert close(picture.getpixel((picture.width - 5, picture.height - 5)), CORNER)
            assert "icc_profile" not in picture.info


def test_profile_that_does_not_fit_is_passed_over():
    data = encoded(drawing(mode="L"), "JPEG", icc_profile=b"no profile at all" * 20)
    assert {opened(made).mode for made in rendered(data).values()} == {"RGB"}


def test_cmyk_becomes_rgb():
    for data in rendered(encoded(drawing(mode="CMYK"), "JPEG")).values():
        assert opened(data).mode == "RGB" and corner_of(opened(data)) == "left top"


def test_grey_of_16_bits_is_not_cut_off():
    data = encoded(Image.new("I;16", (60, 40), 100 * 256), "PNG")
    assert all(close(opened(made).getpixel((9, 9)), (100, 100, 100)) for made in rendered(data).values())


def grey(mode: str, white: float) -> Image.Image:
    """Grey throughout, 100 of 255, where `white` is white."""
    return Image.new(mode, (60, 40), round(white * 100 / 255) if mode != "F" else white * 100 / 255)


@pytest.mark.parametrize(
    ("kind", "picture"),
    [
        *((kind, grey("I;16", 65_535)) for kind in ("PNG", "TIFF", "JPEG2000", "PPM")),
        *(("TIFF", grey(mode, 65_535)) for mode in ("I;16B", "I")),
        ("TIFF", grey("I", 255)),
        *(("TIFF", grey("F", white)) for white in (1, 255)),
        *((kind, grey("L", 255)) for kind in ("BMP", "DIB", "DDS", "GIF", "ICO", "PCX", "SGI", "TGA", "AVIF")),
        *(("TIFF", grey("L", 255).convert(mode)) for mode in ("LA", "PA", "P", "CMYK", "YCbCr", "RGBX")),
        ("PNG", grey("L", 255).convert("1", dither=Image.Dither.NONE)),
        ("QOI", grey("L", 255).convert("RGB")),
        ("MPO", grey("L", 255)),
    ],
    ids=lambda value: value if isinstance(value, str) else value.mode,
)
def test_whatever_pillow_opens_becomes_a_picture(kind, picture):
    """Scans of 16 bits, of print shops (CMYK), of one bit; formats of old cameras and programs."""
    Image.init()
    shown = opened(clean_photo(encoded(picture, kind))).convert("RGB")
    assert close(shown.getpixel((5, 5)), (0, 0, 0) if picture.mode == "1" else (100, 100, 100))


# Nine by nine, grey, not packed; Pillow does not write it.
PHOTOSHOP = (
    b"8BPS\0\1" + bytes(6) + bytes([0, 1, 0, 0, 0, 9, 0, 0, 0, 9, 0, 8, 0, 1]) + bytes(12 + 2) + 81 * bytes([100])
)


def test_a_file_of_photoshop_becomes_a_picture():
    assert close(opened(clean_photo(PHOTOSHOP)).convert("RGB").getpixel((4, 4)), (100, 100, 100))


def deep_png(colour: int, *channels: int) -> bytes:
    """A PNG of 16 bits a channel, which Pillow does not write."""
    line = b"\0" + b"".join(value.to_bytes(2, "big") for value in channels) * 9
    header = (9).to_bytes(4, "big") * 2 + bytes([16, colour, 0, 0, 0])
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(line * 9)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("data", "colour"),
    [
        (deep_png(0, 25_700), (100, 100, 100)),
        (deep_png(4, 25_700, 65_535), (100, 100, 100)),
        (deep_png(2, 65_535, 25_700, 0), (255, 100, 0)),
        (deep_png(6, 65_535, 25_700, 0, 65_535), (255, 100, 0)),
    ],
    ids=["grey", "grey and clear", "colours", "colours and clear"],
)
def test_sixteen_bits_a_channel_keep_their_colours(data, colour):
    for made in (*rendered(data).values(), clean_photo(data)):
        assert close(opened(made).convert("RGB").getpixel((4, 4)), colour)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF", "MPO"])
def test_of_several_pictures_the_first_is_kept(kind):
    data = encoded(drawing(), kind, save_all=True, append_images=[drawing().rotate(180)])
    assert corner_of(opened(clean_photo(data))) == "left top"
    assert pages(data) == (2 if kind == "TIFF" else 1)  # of a scan the other pages are told


def test_a_photo_of_an_iphone_is_upright_and_tells_nothing():
    """HEIC, taken lying on its side, with its place: as an officer's commands meet it."""
    photo = clean_photo((Path(__file__).parent / "pictures/iphone.heic").read_bytes())
    assert (opened(photo).format, opened(photo).size, corner_of(opened(photo))) == ("JPEG", (80, 120), "right top")
    assert told_by(photo) == set()


def test_what_another_program_would_draw_is_no_picture():
    with pytest.raises(ValueError, match="không mở được ảnh"):
        clean_photo(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n")


def test_transparent_palette_stays_transparent():
    picture = drawing().quantize(4)
    data = encoded(picture, "PNG", transparency=picture.getpixel((1, 1)))
    assert has_alpha(data) and not has_alpha(encoded(drawing(), "PNG"))
    for made in (*rendered(data).values(), clean_photo(data)):
        shown = opened(made).convert("RGBA")
        assert (shown.getpixel((3, 3))[3], shown.getpixel((100, 70))[3]) == (0, 255)


def test_transparent_parts_are_white_in_a_jpeg():
    clear = encoded(Image.new("RGBA", (40, 30)), "PNG")
    assert close(opened(render_version(clear, versions((40, 30))[-1])).getpixel((5, 5)), (255, 255, 255))


# --- photos that are kept in the repository ---


def test_photo_is_cleaned_and_shrunk(photo):
    cleaned = clean_photo(photo)
    assert (opened(cleaned).format, *opened(cleaned).size) == ("JPEG", 1920, 2560)
    assert told_by(cleaned) == set()


def test_drawing_keeps_its_edges():
    assert opened(clean_photo(encoded(drawing(), "PNG"))).format == "PNG"
    assert opened(clean_photo(encoded(noise((60, 60)), "PNG"))).format == "JPEG"
    assert opened(clean_photo(encoded(drawing(), "JPEG"))).size == (120, 80)


# --- files that keep their size ---


@pytest.mark.parametrize("make", [telling_jpeg, telling_png, telling_webp])
def test_metadata_is_taken_out_without_encoding_anew(make):
    data = make()
    assert told_by(clean_picture(data)) == told_by(strip_picture(data)) == set()
    assert opened(clean_picture(data)).tobytes() == opened(data).tobytes()
    assert clean_picture(clean_picture(data)) == clean_picture(data)


def test_progressive_jpeg_with_restarts_stays_whole():
    data = encoded(noise((200, 150)), "JPEG", progressive=True, restart_marker_blocks=4, exif=exif(), comment=SECRET)
    assert told_by(strip_picture(data)) == set()
    assert opened(strip_picture(data)).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("make", [telling_jpeg, telling_webp])
def test_lying_picture_is_turned_upright(make):
    picture = opened(clean_picture(make(6)))
    assert picture.size == (80, 120) and corner_of(picture) == "right top"
    assert told_by(clean_picture(make(6))) == set()


def test_animation_keeps_its_frames():
    frames = [drawing(), drawing().rotate(180)]
    for kind in ("WEBP", "PNG"):
        data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], exif=exif(), duration=100)
        assert opened(strip_picture(data)).n_frames == 2 and told_by(strip_picture(data)) == set()


# --- what is refused ---


def png_of(side: int) -> bytes:
    """The header of a white PNG that would be `side` × `side` large."""
    header = side.to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"")


@pytest.mark.parametrize("read", [picture_size, has_alpha, clean_photo, clean_picture])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "không mở được ảnh"),
        (b"no picture", "không mở được ảnh"),
        (b"\xff\xd8\xff\xe0 broken", "không mở được ảnh"),
        (png_of(65_535), "quá nhiều điểm ảnh"),
        (png_of(12_000), "quá nhiều điểm ảnh"),
    ],
    ids=["empty", "text", "broken", "bomb", "large"],
)
def test_what_is_no_picture_is_told(read, data, words):
    with pytest.raises(ValueError, match=words):
        read(data)


@pytest.mark.parametrize("read", [picture_size, has_alpha, clean_picture])
def test_a_site_is_made_from_no_heic_and_the_command_is_named(read):
    with pytest.raises(ValueError, match=r"ảnh HEIC.*make photo FILE="):
        read(HEIC)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_cut_off_picture_is_told(kind):
    data = encoded(noise((300, 200)), kind)[:9000]
    for read in (clean_photo, clean_picture, lambda data: render_version(data, versions((300, 200))[0])):
        with pytest.raises(ValueError, match="tệp hỏng"):
            read(data)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_wrong_exif_is_no_reason_to_refuse():
    data = encoded(drawing(), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff" + SECRET.encode())
    assert picture_size(data) == (120, 80)
    assert all(told_by(made) == set() for made in rendered(data).values())


def test_other_pictures_under_a_picture_s_name_tell_nothing():
    gif = encoded(drawing(), "GIF", comment=SECRET.encode())
    assert opened(clean_picture(gif)).format == "JPEG" and told_by(clean_picture(gif)) == set()
