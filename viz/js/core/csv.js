// Tables as text for spreadsheets.
const Csv = (() => {
  // A spreadsheet would take a cell that begins like a formula for one.
  const cell = (text) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  // The mark at the beginning tells a spreadsheet that this is UTF-8.
  const write = (rows) => `\ufeff${rows.map((row) => row.map((one) => cell(String(one ?? ""))).join(",")).join("\r\n")}\r\n`;
  return { write };
})();
