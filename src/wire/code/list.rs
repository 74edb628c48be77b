//! The rows of a list as a packet: workshop (flag, 20 bits), activity, block, rows with their ids.

use super::bits::{Bits, BitsWriter};
use super::rows;
use crate::domain::invitation::SentList;

pub(super) fn write(list: &SentList, out: &mut BitsWriter) {
    out.tag(list.workshop);
    out.name(&list.activity);
    out.name(&list.block);
    rows::write(&list.rows, out);
}

pub(super) fn read(bits: &mut Bits<'_>) -> Option<SentList> {
    let workshop = bits.tag()?;
    let activity = bits.id()?;
    let block = bits.id()?;
    let rows = rows::read(bits)?;
    Some(SentList { workshop, activity, block, rows })
}
