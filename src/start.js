import { complaintAbout } from './runtime.js';

const complaint = complaintAbout(process.versions.node);

if (complaint !== null) {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 1;
} else {
  try {
    await import('./main.ts');
  } catch (error) {
    if (error?.code !== 'ERR_MODULE_NOT_FOUND' || !/Cannot find package/.test(error.message)) throw error;
    process.stderr.write('Packages are missing. Run "npm ci" here, then try again.\n');
    process.exitCode = 1;
  }
}
