//! A small map from names to values: a sorted list.
//!
//! Answers, points and scales have a handful of entries each. The standard library's tree map is made for
//! thousands, and every type it holds brings eight kilobytes of code to each phone.

/// Values by name, in the names' order. Two tables with the same entries are equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Table<V> {
    entries: Vec<(String, V)>,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<V> Table<V> {
    /// An empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    /// The value under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.find(name).ok().map(|at| &self.entries[at].1)
    }

    /// The value under a name, to be changed; `fresh` is put there first where there is none.
    pub fn get_or_insert(&mut self, name: &str, fresh: V) -> &mut V {
        let at = self.find(name).unwrap_or_else(|at| {
            self.entries.insert(at, (name.to_owned(), fresh));
            at
        });
        &mut self.entries[at].1
    }

    /// Puts a value under a name, in place of what was there.
    pub fn insert(&mut self, name: String, value: V) {
        match self.find(&name) {
            Ok(at) => self.entries[at].1 = value,
            Err(at) => self.entries.insert(at, (name, value)),
        }
    }

    /// Takes a name out.
    pub fn remove(&mut self, name: &str) {
        if let Ok(at) = self.find(name) {
            self.entries.remove(at);
        }
    }

    /// Names and values in the names' order.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, V)> {
        self.entries.iter()
    }

    /// The names in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, _)| name.as_str())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<'a, V> IntoIterator for &'a Table<V> {
    type Item = &'a (String, V);
    type IntoIter = std::slice::Iter<'a, (String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<V> FromIterator<(String, V)> for Table<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(pairs: I) -> Self {
        let mut table = Self::new();
        for (name, value) in pairs {
            table.insert(name, value);
        }
        table
    }
}

impl<V, const N: usize> From<[(String, V); N]> for Table<V> {
    fn from(pairs: [(String, V); N]) -> Self {
        pairs.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn entries_stand_in_order_and_the_last_one_counts() {
        let pair = |name: &str, value: i32| (name.to_owned(), value);
        let mut table = Table::from([pair("c", 1), pair("a", 2), pair("c", 3), pair("b", 4)]);
        assert_eq!(table.iter().cloned().collect::<Vec<_>>(), [pair("a", 2), pair("b", 4), pair("c", 3)]);
        assert_eq!((table.get("b"), table.get("d"), table.len()), (Some(&4), None, 3));
        table.remove("b");
        *table.get_or_insert("d", 0) += 7;
        *table.get_or_insert("a", 0) += 7;
        assert_eq!(table, Table::from([pair("d", 7), pair("c", 3), pair("a", 9)]));
        assert_eq!(table.names().collect::<String>(), "acd");
    }
}
