//! Random operations by two programs on one folder, compared with what a person would expect.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone)]
enum Operation {
    Put(usize, usize, u8),
    Delete(usize, usize),
    Restart(usize),
    Retry(usize),
    Keyring(bool),
    Disk(bool),
}

fn operation() -> impl Strategy<Value = Operation> {
    let (program, name) = (0..2_usize, 0..3_usize);
    prop_oneof![
        6 => (program.clone(), name.clone(), any::<u8>()).prop_map(|(p, n, v)| Operation::Put(p, n, v)),
        2 => (program.clone(), name).prop_map(|(p, n)| Operation::Delete(p, n)),
        2 => program.clone().prop_map(Operation::Restart),
        2 => program.prop_map(Operation::Retry),
        1 => any::<bool>().prop_map(Operation::Keyring),
        1 => any::<bool>().prop_map(Operation::Disk),
    ]
}

/// What one program has not written yet, and whether it holds the key.
#[derive(Default)]
struct Program {
    unsaved: BTreeMap<usize, Option<u8>>,
    has_key: bool,
}

#[derive(Default)]
struct Model {
    durable: BTreeMap<usize, u8>,
    vault_exists: bool,
    programs: [Program; 2],
    keyring: bool,
    disk: bool,
}

impl Model {
    fn write_through(&mut self, program: usize) {
        let opens = self.programs[program].has_key;
        let writes = !self.vault_exists || !self.programs[program].unsaved.is_empty();
        if !opens || (writes && !self.disk) {
            return;
        }
        self.vault_exists = true;
        for (name, change) in std::mem::take(&mut self.programs[program].unsaved) {
            match change {
                Some(value) => self.durable.insert(name, value),
                None => self.durable.remove(&name),
            };
        }
    }

    fn retry(&mut self, program: usize) {
        // The key is learnt with the first success, which includes a write where there is one to do.
        let writes = !self.vault_exists || !self.programs[program].unsaved.is_empty();
        self.programs[program].has_key |= self.keyring && (self.disk || !writes);
        self.write_through(program);
    }

    /// `Err`: nobody knows.
    fn get(&self, program: usize, name: usize) -> Result<Option<u8>, ()> {
        let program = &self.programs[program];
        match program.unsaved.get(&name) {
            Some(change) => Ok(*change),
            None if program.has_key || !self.vault_exists => Ok(self.durable.get(&name).copied()),
            None => Err(()),
        }
    }
}

fn name(index: usize) -> SecretName {
    SecretName::new(SessionId::from_bytes([7; 16]), ["a", "b", "c"][index])
}

fn set_disk(dir: &Path, works: bool) {
    let obstacle = dir.join("vault/vault.tmp");
    let _ = fs::remove_file(&obstacle);
    let _ = if works {
        fs::remove_dir(&obstacle)
    } else {
        fs::create_dir(&obstacle)
    };
}

async fn run(operations: Vec<Operation>) {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let open = || Secrets::open(dir.path().into(), keyring.source());
    let mut model = Model {
        keyring: true,
        disk: true,
        ..Model::default()
    };
    let mut programs = [open().await, open().await];
    model.retry(0);
    model.retry(1);
    for operation in operations {
        match operation.clone() {
            Operation::Put(program, index, value) => {
                model.programs[program].unsaved.insert(index, Some(value));
                model.write_through(program);
                programs[program]
                    .put(&name(index), Secret::new(vec![value]))
                    .await
                    .unwrap();
            }
            Operation::Delete(program, index) => {
                model.programs[program].unsaved.insert(index, None);
                model.write_through(program);
                programs[program].delete(&name(index)).await;
            }
            Operation::Restart(program) => {
                model.programs[program] = Program::default();
                model.retry(program);
                programs[program] = open().await;
            }
            Operation::Retry(program) => {
                model.retry(program);
                programs[program].retry().await;
            }
            Operation::Keyring(present) => {
                model.keyring = present;
                keyring.set_present(present);
            }
            Operation::Disk(works) => {
                model.disk = works;
                set_disk(dir.path(), works);
            }
        }
        for (program, index) in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)] {
            let secret = programs[program].get(&name(index)).await;
            let value = secret
                .map(|secret| secret.map(|secret| secret.expose()[0]))
                .map_err(|_| ());
            assert_eq!(
                value,
                model.get(program, index),
                "{program} {index} after {operation:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn two_programs_always_read_what_was_last_kept(operations in prop::collection::vec(operation(), 0..30)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(run(operations));
    }
}
