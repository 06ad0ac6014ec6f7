// A line of JSON for each case that node:test has tried: its name, and why it failed.
export default async function* reporter(source) {
  const names = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { error, type: kind } = data.details;
    if (kind === 'suite' && (!error || error.failureType === 'subtestsFailed')) continue;
    yield `${JSON.stringify({
      name: [...names.slice(0, data.nesting), data.name].join(': '),
      failure: error && String(error.cause?.message ?? error.message),
      skipped: data.skip !== undefined,
    })}\n`;
  }
}
