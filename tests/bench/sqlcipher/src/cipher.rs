//! The record in SQLCipher: a row for each resource with what lists need, indexes for the orders that are
//! asked for, the JSON as it was received in a table of its own, so that a search does not decrypt it.

use std::path::Path;

use rusqlite::{Connection, params};

use crate::{Failure, Keeps, ROWS};

pub(crate) struct Cipher(Connection);

const SCHEMA: &str = "
    PRAGMA key = \"x'0707070707070707070707070707070707070707070707070707070707070707'\";
    PRAGMA cache_size = -65536;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS entry (
        id INTEGER PRIMARY KEY, key TEXT UNIQUE, section TEXT, fact INTEGER, sort TEXT, analyte TEXT,
        category TEXT, source TEXT, status TEXT, words TEXT
    );
    CREATE TABLE IF NOT EXISTS raw (id INTEGER PRIMARY KEY, json TEXT);
    CREATE INDEX IF NOT EXISTS by_time ON entry (fact, sort DESC, key);
    CREATE INDEX IF NOT EXISTS by_section ON entry (section, fact, sort DESC, key);
    CREATE INDEX IF NOT EXISTS by_analyte ON entry (analyte, fact, sort DESC);
";

const PUT: &str =
    "INSERT INTO entry (key, section, fact, sort, analyte, category, source, status, words)
    VALUES (?,?,?,?,?,?,?,?,?)";
const PUT_RAW: &str = "INSERT INTO raw VALUES (?, ?)";

impl Keeps for Cipher {
    fn open(folder: &Path, _: &str) -> Result<Self, Failure> {
        let connection = Connection::open(folder.join("record.db"))?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self(connection))
    }

    fn take(&mut self, page: &[String]) -> Result<(), Failure> {
        let transaction = self.0.transaction()?;
        {
            let mut put = transaction.prepare_cached(PUT)?;
            let mut put_raw = transaction.prepare_cached(PUT_RAW)?;
            for raw in page {
                let reading = chart::read(raw);
                let entry = reading.entry;
                let key = format!("{}/{}", entry.resource_type, reading.id.unwrap_or_default());
                let date = entry.date.or(entry.end);
                put.execute(params![
                    key,
                    format!("{:?}", entry.section),
                    entry.standing != chart::Standing::NotAFact,
                    date.map(|date| date.sort).unwrap_or_default(),
                    entry.analyte,
                    entry.category,
                    entry.source,
                    entry.status,
                    reading.text,
                ])?;
                put_raw.execute(params![transaction.last_insert_rowid(), raw])?;
            }
        }
        Ok(transaction.commit()?)
    }

    fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.0.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?)
    }

    fn window(&self, from: usize) -> Result<usize, Failure> {
        let sql = "SELECT json FROM raw JOIN
            (SELECT id FROM entry WHERE fact = 1 ORDER BY sort DESC, key LIMIT ? OFFSET ?) USING (id)";
        let mut query = self.0.prepare_cached(sql)?;
        let read = query.query_map(params![i64::try_from(ROWS)?, i64::try_from(from)?], |row| {
            let raw: String = row.get(0)?;
            Ok(chart::read(&raw).entry)
        })?;
        Ok(read.collect::<Result<Vec<_>, _>>()?.len())
    }

    fn search(&self, word: &str) -> Result<usize, Failure> {
        let found = "FROM entry WHERE fact = 1 AND instr(words, ?) > 0";
        let mut count = self.0.prepare_cached(&format!("SELECT count(*) {found}"))?;
        let total: i64 = count.query_row([word], |row| row.get(0))?;
        let sql = format!(
            "SELECT json FROM raw JOIN (SELECT id {found} ORDER BY sort DESC, key LIMIT {ROWS}) USING (id)"
        );
        let mut query = self.0.prepare_cached(&sql)?;
        let read = query.query_map([word], |row| {
            let raw: String = row.get(0)?;
            Ok(chart::read(&raw).entry)
        })?;
        read.collect::<Result<Vec<_>, _>>()?;
        Ok(usize::try_from(total)?)
    }

    fn course(&self, analyte: &str) -> Result<usize, Failure> {
        let sql = "SELECT json FROM entry JOIN raw USING (id) WHERE analyte = ? AND fact = 1
            ORDER BY sort DESC";
        let mut query = self.0.prepare_cached(sql)?;
        let read = query.query_map([analyte], |row| {
            let raw: String = row.get(0)?;
            Ok(chart::read(&raw).entry)
        })?;
        let points = read.collect::<Result<Vec<_>, _>>()?;
        Ok(points.iter().filter(|entry| entry.value.is_some()).count())
    }
}
