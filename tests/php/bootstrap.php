<?php

declare(strict_types=1);

require_once __DIR__ . '/../../php/autoload.php';
require_once __DIR__ . '/TestCase.php';
require_once __DIR__ . '/LoadingTestCase.php';
require_once __DIR__ . '/ArrayCases.php';
require_once __DIR__ . '/strangers.php';
require_once __DIR__ . '/../str/Cases.php';
