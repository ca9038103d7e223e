//! A picture without a library: PNG (ISO/IEC 15948) in grey, its pixels not compressed (RFC 1951 §3.2.4).

const WIDTH: u32 = 900;
const HEIGHT: u32 = 220;
/// Pixels from beat to beat.
const BEAT: u32 = 150;

/// Six beats of an electrocardiogram on its grid.
pub(crate) fn ecg_strip() -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..HEIGHT {
        // Each line begins with its filter: none.
        pixels.push(0);
        pixels.extend((0..WIDTH).map(|x| shade(x, y)));
    }
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    chunk(&mut file, *b"IHDR", &[&size[..], &[8, 0, 0, 0, 0]].concat());
    chunk(&mut file, *b"IDAT", &stored(&pixels));
    chunk(&mut file, *b"IEND", &[]);
    file
}

fn shade(x: u32, y: u32) -> u8 {
    let (line, next) = (trace(x), trace(x + 1));
    let is_line = y >= line.min(next) && y <= line.max(next) + 2;
    match (
        is_line,
        x.is_multiple_of(50) || y.is_multiple_of(50),
        x.is_multiple_of(10) || y.is_multiple_of(10),
    ) {
        (true, _, _) => 20,
        (false, true, _) => 190,
        (false, false, true) => 225,
        (false, false, false) => 250,
    }
}

/// How far below the top the line is.
fn trace(x: u32) -> u32 {
    let bump = |at: u32, width: u32, height: u32| {
        height * width.saturating_sub(at.abs_diff(x % BEAT)) / width
    };
    let up = bump(35, 12, 14) + bump(62, 6, 115) + bump(105, 20, 26);
    140 + bump(56, 4, 12) + bump(69, 5, 30) - up.min(139)
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    let body = [&name[..], content].concat();
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    file.extend(length.to_be_bytes());
    file.extend(&body);
    file.extend(crc(&body).to_be_bytes());
}

/// zlib (RFC 1950) around blocks that are not compressed.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(0xffff).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let (low, high) = bytes.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    out.extend(((high << 16) | low).to_be_bytes());
    out
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    })
}
