//! Rows of named cells within a packet: answers to tasks, and lists that are sent on.
//!
//! First the names of all cells, each once; then of every row its id, and of every name whether the row has that
//! cell, with the length of its text.

use super::bits::{Bits, BitsWriter};
use crate::domain::rows::{MAX_CELL, MAX_ROWS, Row};
use crate::domain::table::Table;

pub(super) fn write(rows: &[Row], out: &mut BitsWriter) {
    let rows = &rows[..rows.len().min(MAX_ROWS)];
    let names: Table<()> = rows.iter().flat_map(|row| row.cells.names()).map(|name| (name.to_owned(), ())).collect();
    out.count(names.len());
    names.names().for_each(|name| out.name(name));
    out.count(rows.len());
    for row in rows {
        out.row_id(&row.id);
        for name in names.names() {
            let text = row.cells.get(name);
            out.flag(text.is_some());
            text.into_iter().for_each(|text| out.text(text, MAX_CELL));
        }
    }
}

pub(super) fn read(bits: &mut Bits<'_>) -> Option<Vec<Row>> {
    // A name takes at least its length, a row at least the flag of its id and the length of a name.
    let names: Vec<String> = (0..bits.count(6)?).map(|_| bits.name()).collect::<Option<_>>()?;
    let rising = names.windows(2).all(|pair| pair[0] < pair[1]);
    let count = bits.count(7)?;
    (rising && count <= MAX_ROWS).then_some(())?;
    let mut rows = Vec::with_capacity(count);
    for _ in 0..count {
        let mut row = Row { id: bits.row_id()?, cells: Table::new() };
        for name in &names {
            if bits.flag()? {
                row.cells.insert(name.clone(), bits.text(MAX_CELL)?);
            }
        }
        rows.push(row);
    }
    Some(rows)
}
