import { STEPS } from './cases';
import { tableTests } from './table';

tableTests(STEPS);
