import * as module from 'node:module';
import { complaintAbout } from './runtime.js';

const complaint = complaintAbout(process.versions.node);

if (complaint !== null) {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 1;
} else {
  // Compiled code is kept between starts, in the system's folder for what is temporary: a start takes half as long.
  module.enableCompileCache();
  try {
    await import('./main.ts');
  } catch (error) {
    if (error?.code !== 'ERR_MODULE_NOT_FOUND' || !/Cannot find package/.test(error.message)) throw error;
    process.stderr.write('Packages are missing. Run "npm ci" here, then try again.\n');
    process.exitCode = 1;
  }
}
