// What a reload or an empty battery must not take: three tables in IndexedDB. Where the browser refuses it, the same
// tables in memory, and `kept` says so: the page warns that closing it would lose what waits.
const TABLES = ["queue", "problems", "facts"];
const PATIENCE = 3000;

const settled = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

async function openDatabase() {
  const asked = indexedDB.open("palabre-door", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("queue", { keyPath: "order", autoIncrement: true });
    asked.result.createObjectStore("problems", { keyPath: "nonce" });
    asked.result.createObjectStore("facts", { keyPath: "name" });
  };
  // Some browsers refuse by never answering.
  const refused = new Promise((_, failed) => setTimeout(() => failed(new Error("no answer")), PATIENCE));
  return Promise.race([settled(asked), refused]);
}

function table(store) {
  return {
    all: (most) => settled(store.getAll(null, most)),
    get: (key) => settled(store.get(key)),
    put: (row) => settled(store.put(row)),
    remove: (key) => settled(store.delete(key)),
  };
}

async function onDatabase(database, work, mode = "readwrite", durability = "relaxed") {
  const transaction = database.transaction(TABLES, mode, { durability });
  const committed = new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onabort = () => failed(transaction.error || new Error("aborted"));
  });
  const tables = Object.fromEntries(TABLES.map((name) => [name, table(transaction.objectStore(name))]));
  const [result] = await Promise.all([work(tables), committed]);
  return result;
}

function memoryTable(key) {
  const rows = new Map();
  let last = 0;
  return {
    all: async (most) => [...rows.values()].slice(0, most),
    get: async (wanted) => rows.get(wanted),
    remove: async (wanted) => { rows.delete(wanted); },
    put: async (row) => {
      if (row[key] === undefined) row[key] = last + 1;
      if (key === "order") last = Math.max(last, row.order);
      rows.set(row[key], row);
    },
  };
}

function inMemory() {
  const tables = { queue: memoryTable("order"), problems: memoryTable("nonce"), facts: memoryTable("name") };
  let turn = Promise.resolve();
  return (work) => {
    const mine = turn.then(() => work(tables));
    turn = mine.catch(() => {});
    return mine;
  };
}

async function copy(database, memory) {
  const found = await onDatabase(database, (from) => Promise.all(TABLES.map((name) => from[name].all())), "readonly");
  await memory((to) => Promise.all(TABLES.map((name, at) => Promise.all(found[at].map((row) => to[name].put(row))))));
}

export async function openDisk() {
  const memory = inMemory();
  let database = await openDatabase().catch(() => null);

  async function run(work, mode, durability) {
    if (!database) return memory(work);
    try {
      return await onDatabase(database, work, mode, durability);
    } catch {
      // A full or broken disk: go on in memory with what can still be read. Sending it twice is harmless.
      if (database) await copy(database, memory).catch(() => {});
      database = null;
      return memory(work);
    }
  }

  // Each is all of `work` or nothing of it, one at a time over all tabs; `work` may wait for its tables only.
  return {
    get kept() { return Boolean(database); },
    look: (work) => run(work, "readonly"),
    change: (work) => run(work, "readwrite"),
    // Done only once the disk itself has it: Chromium's usual "done" stops at the system's memory.
    keep: (work) => run(work, "readwrite", "strict"),
  };
}
