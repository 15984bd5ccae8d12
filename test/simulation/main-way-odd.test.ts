import { describe } from '@jest/globals';
import { mainWayUnderFaults } from './main-way.ts';

describe('the main way under faults, odd seeds', () => mainWayUnderFaults(1));
