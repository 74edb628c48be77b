//! Bits to write and bits to read: what the bodies of all packets are made of.
//!
//! Numbers, flags and names stand in a row of bits. The bytes of texts do not: they stand together before the
//! bits, whole, so that they can be deflated. **Invariant:** the reader takes no memory for more than what is
//! left of the packet can hold, and refuses what is left over.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::domain::id::{MAX_ID, ResponseId, Tag, is_id};

/// The letters of ids in their order: three of them are a number below 37^3, which has 16 bits.
const LETTERS: &[u8; 37] = b"abcdefghijklmnopqrstuvwxyz0123456789-";
/// How many bits one, two and three letters take.
const LETTER_BITS: [u32; 4] = [0, 6, 11, 16];
/// How many bits say how long an id is.
const LENGTH_BITS: u32 = 6;
/// The length that says that a name is no id, but a text.
const NO_ID: u64 = (1 << LENGTH_BITS) - 1;
/// The longest name that is no id, in characters.
const MAX_OTHER_NAME: usize = 120;
/// How hard to deflate, of at most 10: the texts are short.
const LEVEL: u8 = 9;

/// Takes bits, the highest of each number first.
#[derive(Clone, Debug, Default)]
pub(super) struct BitsWriter {
    bytes: Vec<u8>,
    /// How many bits there are.
    bits: usize,
    /// The bytes of the texts.
    words: Vec<u8>,
}

impl BitsWriter {
    /// The lowest `bits` bits of a number.
    pub(super) fn number(&mut self, number: u64, bits: u32) {
        for at in (0..bits).rev() {
            self.flag(number >> at & 1 == 1);
        }
    }

    pub(super) fn flag(&mut self, flag: bool) {
        if self.bits.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(flag) << (7 - self.bits % 8);
        }
        self.bits += 1;
    }

    /// A number in groups of four bits: three of the number, the lowest first, and one that says whether another
    /// group follows.
    pub(super) fn varint(&mut self, mut number: u32) {
        while number > 7 {
            self.number(u64::from(number & 7 | 8), 4);
            number >>= 3;
        }
        self.number(u64::from(number), 4);
    }

    pub(super) fn count(&mut self, count: usize) {
        self.varint(u32::try_from(count).unwrap_or(u32::MAX));
    }

    /// A number that may be missing.
    pub(super) fn maybe(&mut self, number: Option<u32>) {
        self.flag(number.is_some());
        number.into_iter().for_each(|number| self.varint(number));
    }

    /// A name: mostly an id.
    pub(super) fn name(&mut self, name: &str) {
        if !is_id(name) {
            self.number(NO_ID, LENGTH_BITS);
            return self.text(name, MAX_OTHER_NAME);
        }
        self.number(name.len() as u64, LENGTH_BITS);
        for letters in name.as_bytes().chunks(3) {
            let place = |letter: &u8| LETTERS.iter().position(|known| known == letter).unwrap_or(0);
            let number = letters.iter().fold(0, |number, letter| number * LETTERS.len() + place(letter));
            self.number(number as u64, LETTER_BITS[letters.len()]);
        }
    }

    /// The id of a row: drawn, or the name of an option.
    pub(super) fn row_id(&mut self, id: &str) {
        let drawn = ResponseId::parse(id);
        self.flag(drawn.is_some());
        match drawn {
            Some(id) => self.number(id.0, 64),
            None => self.name(id),
        }
    }

    pub(super) fn tag(&mut self, tag: Option<Tag>) {
        self.flag(tag.is_some());
        tag.into_iter().for_each(|tag| self.number(u64::from(tag.0), Tag::BITS));
    }

    /// A text, cut after `most` characters.
    pub(super) fn text(&mut self, text: &str, most: usize) {
        let end = text.char_indices().nth(most).map_or(text.len(), |(end, _)| end);
        self.data(&text.as_bytes()[..end]);
    }

    /// Bytes of any length.
    pub(super) fn data(&mut self, data: &[u8]) {
        self.count(data.len());
        self.words.extend(data);
    }

    /// How many bytes the texts have.
    pub(super) fn words(&self) -> usize {
        self.words.len()
    }

    /// Everything in bytes: first a flag whether there are words and the words, then the bits, filled up with
    /// zeros to whole bytes.
    pub(super) fn finish(self, mut out: Self) -> Vec<u8> {
        out.flag(!self.words.is_empty());
        if !self.words.is_empty() {
            let small = compress_to_vec(&self.words, LEVEL);
            let deflated = small.len() < self.words.len();
            out.flag(deflated);
            out.count(self.words.len());
            if deflated {
                out.count(small.len());
            }
            out.bits = out.bytes.len() * 8;
            out.bytes.extend(if deflated { small } else { self.words });
            out.bits = out.bytes.len() * 8;
        }
        for at in 0..self.bits {
            out.flag(self.bytes[at / 8] >> (7 - at % 8) & 1 == 1);
        }
        out.bytes
    }
}

/// Gives bits back. Whatever is not there, or not as the writer writes it, is `None`.
#[derive(Clone, Debug)]
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    /// The place of the next bit.
    at: usize,
    words: Vec<u8>,
    /// The place of the next word's first byte.
    word: usize,
}

impl<'a> Bits<'a> {
    /// Begins after the first byte, which says what it is. At most `most` bytes of words are inflated.
    pub(super) fn open(bytes: &'a [u8], most: usize) -> Option<Self> {
        let mut bits = Self { bytes, at: 8, words: Vec::new(), word: 0 };
        if bits.flag()? {
            let deflated = bits.flag()?;
            let length = usize::try_from(bits.varint()?).ok().filter(|length| (1..=most).contains(length))?;
            let stored = if deflated { usize::try_from(bits.varint()?).ok()? } else { length };
            let from = bits.at.div_ceil(8);
            let data = bytes.get(from..from.checked_add(stored)?)?;
            bits.words = if deflated { decompress_to_vec_with_limit(data, length).ok()? } else { data.to_vec() };
            (bits.words.len() == length).then_some(())?;
            bits.at = (from + stored) * 8;
        }
        Some(bits)
    }

    /// How many bits are left.
    fn left(&self) -> usize {
        (self.bytes.len() * 8).saturating_sub(self.at)
    }

    /// Nothing, if nothing is left but the zeros that fill the last byte.
    pub(super) fn finish(mut self) -> Option<()> {
        let left = self.left();
        (left < 8 && self.number(left as u32)? == 0 && self.word == self.words.len()).then_some(())
    }

    pub(super) fn number(&mut self, bits: u32) -> Option<u64> {
        (bits as usize <= self.left()).then_some(())?;
        let mut number = 0;
        let mut wanted = bits as usize;
        while wanted > 0 {
            let here = 8 - self.at % 8;
            let taken = here.min(wanted);
            let byte = usize::from(*self.bytes.get(self.at / 8)?);
            number = number << taken | (byte >> (here - taken) & ((1 << taken) - 1)) as u64;
            self.at += taken;
            wanted -= taken;
        }
        Some(number)
    }

    pub(super) fn flag(&mut self) -> Option<bool> {
        Some(self.number(1)? == 1)
    }

    pub(super) fn varint(&mut self) -> Option<u32> {
        let mut number = 0;
        for group in 0..11 {
            let bits = self.number(4)?;
            number |= (bits & 7) << (group * 3);
            if bits & 8 == 0 {
                // A last group of zeros says nothing: the writer leaves it out.
                return u32::try_from(number).ok().filter(|_| bits > 0 || group == 0);
            }
        }
        None
    }

    /// The number of things that take at least so many bits each.
    pub(super) fn count(&mut self, each: usize) -> Option<usize> {
        let count = usize::try_from(self.varint()?).ok()?;
        (count.checked_mul(each)? <= self.left()).then_some(count)
    }

    /// So many numbers of as many bits each, turned into what they mean.
    pub(super) fn list<T>(&mut self, count: usize, bits: u32, meaning: fn(u64) -> T) -> Option<Vec<T>> {
        (count.checked_mul(bits as usize)? <= self.left()).then_some(())?;
        (0..count).map(|_| self.number(bits).map(meaning)).collect()
    }

    pub(super) fn maybe(&mut self) -> Option<Option<u32>> {
        if self.flag()? { self.varint().map(Some) } else { Some(None) }
    }

    pub(super) fn name(&mut self) -> Option<String> {
        let length = self.number(LENGTH_BITS)?;
        if length == NO_ID {
            return self.text(MAX_OTHER_NAME);
        }
        let mut left = usize::try_from(length).ok().filter(|length| *length <= MAX_ID)?;
        let mut name = String::with_capacity(left);
        while left > 0 {
            let count = left.min(3);
            let mut number = usize::try_from(self.number(LETTER_BITS[count])?).ok()?;
            let mut letters = [0; 3];
            for letter in letters[..count].iter_mut().rev() {
                *letter = LETTERS[number % LETTERS.len()];
                number /= LETTERS.len();
            }
            (number == 0).then_some(())?;
            name.extend(letters[..count].iter().copied().map(char::from));
            left -= count;
        }
        is_id(&name).then_some(name)
    }

    /// The id of an activity or a block: a name that an author may choose.
    pub(super) fn id(&mut self) -> Option<String> {
        self.name().filter(|name| is_id(name))
    }

    pub(super) fn row_id(&mut self) -> Option<String> {
        if self.flag()? { Some(ResponseId(self.number(64)?).to_string()) } else { self.name() }
    }

    pub(super) fn tag(&mut self) -> Option<Option<Tag>> {
        if self.flag()? { Some(Some(Tag(self.number(Tag::BITS)? as u32))) } else { Some(None) }
    }

    /// A text of at most so many characters.
    pub(super) fn text(&mut self, most: usize) -> Option<String> {
        let text = std::str::from_utf8(self.data()?).ok()?;
        (text.chars().count() <= most).then(|| text.to_owned())
    }

    pub(super) fn data(&mut self) -> Option<&[u8]> {
        let length = usize::try_from(self.varint()?).ok()?;
        let from = self.word;
        self.word = from.checked_add(length)?;
        self.words.get(from..self.word)
    }
}
